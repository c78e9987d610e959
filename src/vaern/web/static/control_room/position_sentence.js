// One sentence on whether a position is open. The last known position is never given for the present one.

export class PositionSentence {
  constructor(root, say, figures) {
    this.place = root.querySelector("#position-sentence");
    Object.assign(this, { say, figures });
  }

  show(latest, openSince) {
    this.place.classList.toggle("is-open", openSince !== null && latest !== null);
    this.place.textContent = this.words(latest, openSince);
  }

  words(latest, openSince) {
    if (latest === null) return this.say("position_none");
    const time = this.figures.clock(latest.time);
    if (openSince === null) return this.say("position_last", { time });
    return this.say("position_open", {
      since: this.figures.clock(openSince),
      time,
      distance: this.figures.signed(latest.distance_m),
      accuracy: this.figures.metres(latest.accuracy_m),
    });
  }
}
