// Saying news to screen readers: zone alarms at once, the rest when there is a pause. Of a burst only the last is said.

const PAUSE_MS = 300;

export class Announcer {
  constructor(root) {
    this.regions = { assertive: root.querySelector("#said-now"), polite: root.querySelector("#said-next") };
    this.waiting = {};
  }

  say(urgency, words) {
    clearTimeout(this.waiting[urgency]);
    this.waiting[urgency] = setTimeout(() => { this.regions[urgency].textContent = words; }, PAUSE_MS);
  }
}
