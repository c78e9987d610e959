// What the control room has done about each alarm: asked for every few seconds, so that two operators see each other.

const ASK_MS = 4000;
const STATES = { taken: "taken", patrol: "patrol", closed: "closed" };

export class Handling {
  /** `changed` is called with the id of each alarm of which something was done. */
  constructor(address, changed) {
    Object.assign(this, { address, changed, byAlarm: new Map(), last: 0 });
  }

  async follow() {
    try {
      const answer = await fetch(`${this.address}?after=${this.last}`, { headers: { Accept: "application/json" } });
      if (answer.ok) this.hear((await answer.json()).acts);
    } catch {
      // The line is broken: the page says so already, and this asks again.
    }
    setTimeout(() => this.follow(), ASK_MS);
  }

  hear(acts) {
    for (const act of acts) {
      this.last = act.n;
      this.byAlarm.set(act.alarm, [...(this.byAlarm.get(act.alarm) ?? []), act]);
    }
    for (const alarm of new Set(acts.map((act) => act.alarm))) this.changed(alarm);
  }

  /** Say whether she was to be warned of it and was not. */
  isNotWarned(alarm) {
    return (this.byAlarm.get(alarm) ?? []).some((act) => act.what === "not_warned");
  }

  /** Return where an alarm stands, with the act that says so: nobody has it once it was passed on. */
  of(alarm) {
    let holder = null;
    let found = null;
    for (const act of this.byAlarm.get(alarm) ?? []) {
      if (act.what === "closed") return { state: STATES.closed, act };
      if (act.what === "taken") holder ??= act;
      if (act.what === "passed_on") holder = null;
      if (act.what === "patrol") found ??= act;
    }
    if (found) return { state: STATES.patrol, act: found };
    return holder ? { state: STATES.taken, act: holder } : { state: "waiting", act: null };
  }
}
