// The area that an order forbids, on the map that the officer drew it on; nothing can be changed here.

import { openDrawing } from "../zone_drawing/drawing_map.js";

for (const place of document.querySelectorAll(".own-map")) {
  const zone = JSON.parse(place.querySelector("script[type='application/json']").textContent);
  try {
    const drawing = openDrawing(place.querySelector(".map"), { label: place.dataset.label, in: place.dataset.in, out: place.dataset.out }, () => {});
    drawing.draw({ corners: [], way: [], zone });
    drawing.fit();
  } catch {
    place.querySelector(".map-note").textContent = place.dataset.none;
  }
}
