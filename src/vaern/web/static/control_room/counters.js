// How many positions came in, stayed sealed, were opened, wait to be judged for good.

export class Counters {
  constructor(root, figures) {
    this.places = [...root.querySelectorAll("[data-count]")];
    this.figures = figures;
  }

  show(counts) {
    counts.waiting = counts.accepted - counts.sealed - counts.released;
    for (const place of this.places) place.textContent = this.figures.count(counts[place.dataset.count] ?? 0);
  }
}
