// The map with its buttons and its legend, and what stands there when it cannot be shown.

import { positionsDrawn } from "./drawn_data.js";
import { element } from "./element.js";

export class MapSection {
  constructor(root, controls, say, figures) {
    this.frame = root.querySelector("#map");
    this.note = root.querySelector("#map-note");
    this.grid = root.querySelector("#legend-grid");
    this.margin = root.querySelector("#legend-margin");
    this.legend = root.querySelector(".legend");
    this.buttons = root.querySelector("#map-buttons");
    Object.assign(this, { controls, say, figures, map: null });
    this.sayMargin();
  }

  /** Load the map apart from the rest: alarms never wait for it. */
  async open() {
    try {
      const { openMap } = await import("./room_map.js");
      this.map = openMap(this.frame, this.controls, this.say, (news) => this.hear(news));
    } catch (error) {
      this.giveUp();
      throw error;
    }
    this.addButtons();
    this.showFirstZone();
    if (this.last) this.draw(...this.last);
  }

  draw(positions, isOpen) {
    this.last = [positions, isOpen];
    this.map?.draw(positionsDrawn(positions, isOpen));
  }

  hear({ gridStep, incomplete }) {
    if (incomplete) this.note.textContent = this.say("map_incomplete");
    if (gridStep === undefined) return;
    this.grid.hidden = gridStep === null;
    this.grid.textContent = gridStep === null ? "" : this.say("map_grid", { metres: this.figures.metres(gridStep) });
  }

  sayMargin() {
    const widths = new Set(this.zones().map((zone) => zone.margin_m).filter(Boolean));
    this.margin.textContent = [...widths].map((m) => this.say("legend_margin", { metres: this.figures.metres(m) })).join(", ");
    this.margin.hidden = widths.size === 0;
  }

  addButtons() {
    for (const zone of this.zones()) this.button(this.say("map_show_zone", { zone: zone.id }), () => this.map.showZone(zone));
    this.button(this.say("map_show_country"), () => this.map.showCountry());
  }

  button(words, pressed) {
    const button = element("button", { type: "button", class: "button" }, words);
    button.addEventListener("click", pressed);
    this.buttons.append(button);
  }

  showFirstZone() {
    const [zone] = this.zones();
    if (zone) this.map.showZone(zone);
  }

  giveUp() {
    this.frame.replaceChildren();
    this.frame.hidden = true;
    this.legend.hidden = true;
    this.note.textContent = this.say("map_missing");
  }

  zones() {
    return this.controls.flatMap((control) => control.zones);
  }
}
