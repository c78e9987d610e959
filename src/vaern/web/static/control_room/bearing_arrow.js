// An arrow that points where a compass bearing points, north up.

import { drawing } from "./element.js";
import { turn } from "./figures.js";

export function bearingArrow(bearing) {
  return drawing("svg", { class: "bearing-arrow", viewBox: "0 0 24 24", "aria-hidden": "true" },
    drawing("circle", { cx: 12, cy: 12, r: 11 }),
    drawing("path", { d: "M12 3.5 17 19l-5-3.5L7 19Z", transform: `rotate(${turn(bearing)} 12 12)` }));
}
