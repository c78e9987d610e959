// The opened positions as a table: for those who do not see the map, or have none.

import { element } from "./element.js";

const SHOWN = 50;

export class PositionTable {
  constructor(root, say, figures) {
    this.body = root.querySelector("#positions tbody");
    this.frame = root.querySelector("#positions-frame");
    this.count = root.querySelector("#positions-count");
    Object.assign(this, { say, figures });
  }

  show(positions) {
    const rows = positions.last(SHOWN).reverse();
    this.body.replaceChildren(...rows.map((position) => this.row(position)));
    this.frame.hidden = rows.length === 0;
    const [count, shown] = [positions.list.length, rows.length].map((number) => this.figures.count(number));
    this.count.textContent = rows.length ? this.say("released_count", { count, shown }) : this.say("position_none");
  }

  row({ time, lat, lon, accuracy_m: accuracy, distance_m: distance, inside_probability: share, alarm }) {
    const { figures } = this;
    return element("tr", {},
      element("th", { scope: "row" }, element("time", { datetime: time }, figures.clock(time))),
      element("td", { class: "number" }, figures.degrees(lat)),
      element("td", { class: "number" }, figures.degrees(lon)),
      element("td", { class: "number" }, figures.metres(accuracy)),
      element("td", {}, figures.signed(distance)),
      element("td", { class: "number" }, share === null ? "" : figures.probability(share)),
      element("td", {}, alarm));
  }
}
