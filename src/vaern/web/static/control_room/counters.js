// How many positions came in, stayed sealed, were opened.

export class Counters {
  constructor(root, figures) {
    this.places = [...root.querySelectorAll("[data-count]")];
    this.figures = figures;
  }

  show(counts) {
    for (const place of this.places) place.textContent = this.figures.count(counts[place.dataset.count] ?? 0);
  }
}
