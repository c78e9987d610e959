// The list of alarms, kept in order without taking the keyboard's place away.

export class AlarmList {
  constructor(root, episodes, cards) {
    this.list = root.querySelector("#alarms");
    this.none = root.querySelector("#no-alarms");
    Object.assign(this, { episodes, cards, shown: new Map() });
  }

  show(changed) {
    const focused = document.activeElement?.id;
    this.shown.set(changed.id, this.cards.make(changed));
    this.list.replaceChildren(...this.episodes.inOrder().map((episode) => this.shown.get(episode.id)));
    this.none.hidden = true;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}
