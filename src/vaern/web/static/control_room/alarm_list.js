// The list of alarms, kept in order without taking the keyboard's place away. Open technical alarms are folded apart:
// however many they are, they stand below whoever comes close.

import { groupOf } from "./episodes.js";

export class AlarmList {
  constructor(root, episodes, cards, say) {
    this.list = root.querySelector("#alarms");
    this.technical = root.querySelector("#technical");
    this.none = root.querySelector("#no-alarms");
    Object.assign(this, { episodes, cards, say, shown: new Map() });
  }

  /** Make one card anew, if there is one, without a change of the alarm itself. */
  again(id) {
    if (this.shown.has(id)) this.show(this.episodes.byId.get(id));
  }

  show(changed) {
    const focused = document.activeElement?.id;
    const card = this.cards.make(changed);
    this.shown.get(changed.id)?.replaceWith(card);
    this.shown.set(changed.id, card);
    const all = this.episodes.inOrder();
    const technical = all.filter((episode) => episode.state === "open" && groupOf(episode.judged.kind) === "technical");
    this.put(this.list, all.filter((episode) => !technical.includes(episode)));
    this.put(this.technical.querySelector("ol"), technical);
    this.technical.hidden = technical.length === 0;
    this.technical.querySelector("summary").textContent = this.say("technical_waiting", { count: technical.length });
    this.none.hidden = true;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** Bring a list to this order, moving only what stands elsewhere. */
  put(list, episodes) {
    const cards = episodes.map((episode) => this.shown.get(episode.id));
    cards.forEach((card, place) => {
      if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
    });
    while (list.children.length > cards.length) list.lastElementChild.remove();
  }
}
