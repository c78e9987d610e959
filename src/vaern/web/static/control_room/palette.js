// The map's colours, read from the stylesheet so that light and dark are decided in one place.

const NAMES = [
  "water", "land", "lake", "coast", "municipality", "border", "label", "halo",
  "grid", "zone", "margin", "position", "position-edge",
];

export function palette() {
  const probe = document.body.appendChild(document.createElement("i"));
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--map-${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours);
}
