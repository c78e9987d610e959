// Drawing a zone: what is clicked becomes lines of the text fields, and what is written there is drawn.

import { openDrawing } from "./drawing_map.js";
import { readLines, writeLines } from "./lines.js";

const section = document.querySelector("#zone-drawing");
const fields = { corners: document.querySelector("#id_corners"), way: document.querySelector("#id_way") };
const note = document.querySelector("#map-note");
let drawing = null;

function mode() {
  return section.querySelector("input[name=draws]:checked").value;
}

function points(name) {
  return readLines(fields[name].value);
}

function put(name, list) {
  fields[name].value = writeLines(list);
  fields[name].dispatchEvent(new Event("input", { bubbles: true }));
}

function drawn() {
  return JSON.parse(document.querySelector("#zone-drawn")?.textContent ?? "{}");
}

function redraw() {
  drawing?.draw({ corners: points("corners"), way: points("way"), ...drawn() });
}

function told({ gridStep, moved, added }) {
  if (added) put(mode(), [...points(mode()), added]);
  if (moved) put(moved.name, points(moved.name).with(moved.index, moved.to));
  if (gridStep !== undefined) {
    note.textContent = gridStep ? section.dataset.grid.replace("{step}", gridStep) : "";
  }
}

try {
  drawing = openDrawing(document.querySelector("#map"), section.dataset, told);
} catch {
  note.textContent = section.dataset.none;
}
for (const field of Object.values(fields)) field.addEventListener("input", redraw);
document.body.addEventListener("htmx:afterSwap", redraw);
document.querySelector("#undo").addEventListener("click", () => put(mode(), points(mode()).slice(0, -1)));
document.querySelector("#clear").addEventListener("click", () => put(mode(), []));
document.querySelector("#fit").addEventListener("click", () => drawing?.fit());
document.querySelector("#zone-checks").addEventListener("click", (event) => {
  if (!event.target.closest("[data-take-proposal]")) return;
  const [proposal] = drawn().proposals;
  put("corners", proposal.coordinates[0].slice(0, -1));
  drawing?.fit();
});
redraw();
drawing?.fit();
