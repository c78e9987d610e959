// What can be heard: three patterns that cannot be mistaken, a breach again and again until somebody has taken it.

import { groupOf } from "./episodes.js";

const AGAIN_MS = 8000;
/** Pairs of a pitch (Hz) and how long it sounds (s): a breach rises, a warning falls, a device clicks once. */
export const PATTERNS = {
  zone: [[660, 0.18], [880, 0.18], [660, 0.18], [880, 0.18], [1100, 0.35]],
  near: [[880, 0.15], [660, 0.25]],
  technical: [[330, 0.08]],
};
const GRAVEST = ["zone", "near", "technical"];

export class Ringing {
  /** `play` sounds a pattern, `waiting` returns the kinds of the open alarms that nobody has taken. */
  constructor(play, waiting) {
    Object.assign(this, { play, waiting, isOn: false, heardAt: 0 });
  }

  /** Sound for an event that has just come, unless it tells of an end. */
  hear(event) {
    if (event.event !== "raised" && event.event !== "graded") return;
    this.sound(groupOf(event.kind));
  }

  /** Sound again for whoever waits: only where a breach is among them. */
  remind(now) {
    if (now - this.heardAt < AGAIN_MS) return;
    if (this.waiting().map(groupOf).includes("zone")) this.sound("zone", now);
  }

  sound(group, now = Date.now()) {
    if (!this.isOn) return;
    // A technical alarm never cuts into what is graver and still sounds.
    if (now - this.heardAt < 1000 && GRAVEST.indexOf(group) > GRAVEST.indexOf(this.heard)) return;
    Object.assign(this, { heardAt: now, heard: group });
    this.play(PATTERNS[group]);
  }
}
