// What the claims in control_room_modules.yaml are asked of.

import * as drawn from "/control_room/drawn_data.js";
import { Episodes, groupOf } from "/control_room/episodes.js";
import { Figures } from "/control_room/figures.js";
import { Handling } from "/control_room/handling.js";
import { LocalPlane } from "/control_room/local_plane.js";
import * as grid from "/control_room/metric_grid.js";
import { PATTERNS, Ringing } from "/control_room/ringing.js";
import { ReleasedPositions } from "/control_room/released_positions.js";
import { wordsFrom } from "/control_room/texts.js";

export { drawn, grid, groupOf, wordsFrom as word };

export const plane = new LocalPlane([10.4313, 55.368]);
export const figures = new Figures(wordsFrom({}), "da", "Europe/Copenhagen");

export function episodes(...events) {
  const all = new Episodes();
  for (const [alarm, kind, event, minute, more] of events) {
    all.take({ alarm, kind, event, at: `2026-05-01T12:${minute}:00+02:00`, grade: "certain", ...more });
  }
  return all;
}

export function order(...events) {
  return episodes(...events).inOrder().map((each) => each.id);
}

export function position(clock) {
  return { control: "C1", zone: "home", device: "R1", time: `2026-05-01T${clock}Z`, lat: 55.1, lon: 10.2, accuracy_m: 5 };
}

export function positions(...clocks) {
  const all = new ReleasedPositions();
  clocks.forEach((clock) => all.take(position(clock)));
  return all;
}

/** Return where an alarm stands after acts, each [what, who]. */
export function handled(...acts) {
  const handling = new Handling("", () => {});
  handling.hear(acts.map(([what, by], n) => ({ n: n + 1, alarm: "z", what, by })));
  const { state, act } = handling.of("z");
  return [state, act?.by ?? null];
}

/** Return which alarm stands first when so many technical ones have come after it. */
export function firstAmong(many) {
  const technical = Array.from({ length: many }, (_, n) => [`t${n}`, "battery_low", "raised", 30]);
  return order(["m", "margin", "raised", 10, { grade: "possible" }], ...technical)[0];
}

/** Return what is heard of steps: ["hear", kind, event], ["remind", seconds]; `waiting` are kinds that nobody has taken. */
export function rung(waiting, ...steps) {
  const heard = [];
  const name = (pattern) => Object.keys(PATTERNS).find((group) => PATTERNS[group] === pattern);
  const ringing = new Ringing((pattern) => heard.push(name(pattern)), () => waiting);
  ringing.isOn = true;
  const began = Date.now();
  for (const [what, ...rest] of steps) {
    if (what === "off") ringing.isOn = false;
    if (what === "hear") ringing.hear({ kind: rest[0], event: rest[1] ?? "raised" });
    if (what === "remind") ringing.remind(began + rest[0] * 1000);
  }
  return heard;
}
