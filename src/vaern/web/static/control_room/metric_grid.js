// A grid in metres where the basemap has nothing left to show.

const STEPS_M = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const SMALLEST_CELL_PX = 40;
const TILE_PX = 512;
const EQUATOR_LENGTH_M = 40075016.686;

export function metresPerPixel(zoom, lat) {
  return EQUATOR_LENGTH_M * Math.cos(lat * Math.PI / 180) / (TILE_PX * 2 ** zoom);
}

/** Return the smallest step that can be told apart, in metres, or null where the basemap itself says enough. */
export function gridStep(pixelM) {
  return STEPS_M.find((step) => step / pixelM >= SMALLEST_CELL_PX) ?? null;
}

/** Return the grid's lines across `bounds` ([[west, south], [east, north]]) as one GeoJSON feature. */
export function gridLines(plane, [southWest, northEast], step) {
  const [west, south] = plane.toMetres(southWest);
  const [east, north] = plane.toMetres(northEast);
  const alongNorth = multiples(west, east, step).map((x) => [plane.toDegrees([x, south]), plane.toDegrees([x, north])]);
  const alongEast = multiples(south, north, step).map((y) => [plane.toDegrees([west, y]), plane.toDegrees([east, y])]);
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: [...alongNorth, ...alongEast] } };
}

function multiples(from, to, step) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, index) => (first + index) * step);
}
