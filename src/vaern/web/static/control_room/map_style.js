// What is drawn, from the ground up: basemap, grid, zones, positions.

const BASEMAP = ["land", "lakes", "municipalities", "coastline", "borders", "places"];
const FONT = ["sans-serif"];
const ZONES_FROM_ZOOM = 13;

/** Return a MapLibre style for the colours and the page's own data ({grid, zones, zonePlaces, margins, trail, accuracy, latest}). */
export function styleOf(colours, data) {
  const basemap = Object.fromEntries(BASEMAP.map((name) => [name, { type: "geojson", data: basemapFile(name), tolerance: 0.2 }]));
  const own = Object.fromEntries(Object.entries(data).map(([name, drawn]) => [name, { type: "geojson", data: drawn }]));
  return { version: 8, sources: { ...basemap, ...own }, layers: [...ground(colours), ...zones(colours), ...positions(colours)] };
}

function basemapFile(name) {
  return new URL(`../basemap/${name}.json`, import.meta.url).href;
}

function ground(colours) {
  return [
    { id: "water", type: "background", paint: { "background-color": colours.water } },
    fill("land", "land", colours.land),
    fill("municipalities", "municipality-fill", colours.land),
    fill("lakes", "lakes", colours.lake),
    line("coastline", "coastline", colours.coast, 0.8),
    line("municipalities", "municipality-lines", colours.municipality, 0.8),
    line("borders", "borders", colours.border, 1.5, [4, 2]),
    { ...label("places", colours), maxzoom: 13, filter: ["<=", ["get", "rank"], ["+", 1, ["zoom"]]] },
    line("grid", "grid", colours.grid, 1),
  ];
}

function zones(colours) {
  const far = { "circle-color": colours.zone, "circle-radius": 6, "circle-stroke-color": colours["position-edge"], "circle-stroke-width": 2 };
  return [
    { id: "zone-places", type: "circle", source: "zonePlaces", maxzoom: ZONES_FROM_ZOOM, paint: far },
    fill("margins", "margin-fill", colours.margin, 0.1),
    line("margins", "margin-line", colours.margin, 2, [3, 2]),
    fill("zones", "zone-fill", colours.zone, 0.2),
    line("zones", "zone-line", colours.zone, 2.5),
  ];
}

function positions(colours) {
  const dot = { "circle-color": colours.position, "circle-stroke-color": colours["position-edge"] };
  return [
    fill("accuracy", "accuracy-fill", colours.position, 0.15),
    line("accuracy", "accuracy-line", colours.position, 1.5),
    { id: "trail", type: "circle", source: "trail", minzoom: ZONES_FROM_ZOOM, paint: { ...dot, ...faded(), "circle-radius": 3.5, "circle-stroke-width": 1 } },
    { id: "latest", type: "circle", source: "latest", paint: { ...dot, "circle-radius": 8, "circle-stroke-width": 3 } },
  ];
}

function faded() {
  return { "circle-opacity": ["get", "freshness"], "circle-stroke-opacity": ["get", "freshness"] };
}

function fill(source, id, colour, opacity = 1) {
  return { id, source, type: "fill", paint: { "fill-color": colour, "fill-opacity": opacity } };
}

function line(source, id, colour, width, dashes) {
  return { id, source, type: "line", paint: { "line-color": colour, "line-width": width, ...(dashes && { "line-dasharray": dashes }) } };
}

/* No glyphs are served: MapLibre draws letters from the machine's own fonts. */
function label(source, colours) {
  return {
    id: `${source}-names`,
    source,
    type: "symbol",
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": 13,
      "text-padding": 6,
      "text-anchor": "bottom",
      "text-offset": [0, -0.5],
      "symbol-sort-key": ["get", "rank"],
    },
    paint: { "text-color": colours.label, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
  };
}
