// The page's own data as GeoJSON: zones and margins, and what the law opened.

import { LocalPlane } from "./local_plane.js";

const TRAIL = 40;

export const NOTHING = Object.freeze({ type: "FeatureCollection", features: [] });

export function zonesDrawn(controls) {
  const all = controls.flatMap((control) => control.zones);
  return {
    zones: collection(all.map((zone) => feature(zone.geometry))),
    zonePlaces: collection(all.map((zone) => feature({ type: "Point", coordinates: centreOf(zone.geometry) }))),
    margins: collection(all.filter((zone) => zone.margin_geometry).map((zone) => feature(zone.margin_geometry))),
  };
}

/** Return trail and latest position; the trail is dots alone, since nobody knows the way between two of them. */
export function positionsDrawn(positions, isOpen) {
  const trail = positions.last(TRAIL);
  const latest = isOpen ? positions.latest : null;
  return {
    trail: collection(trail.map((each, index) => feature(point(each), { freshness: 0.25 + 0.75 * (index + 1) / trail.length }))),
    accuracy: latest ? feature({ type: "Polygon", coordinates: [accuracyRing(latest)] }) : NOTHING,
    latest: latest ? feature(point(latest)) : NOTHING,
  };
}

/** Return [[west, south], [east, north]] of a GeoJSON geometry. */
export function boundsOf(geometry) {
  const points = geometry.coordinates.flat(geometry.type === "MultiPolygon" ? 2 : 1);
  const [lons, lats] = [0, 1].map((axis) => points.map((each) => each[axis]));
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

export function centreOf(geometry) {
  const [[west, south], [east, north]] = boundsOf(geometry);
  return [(west + east) / 2, (south + north) / 2];
}

function accuracyRing(position) {
  return new LocalPlane([position.lon, position.lat]).circle(position.accuracy_m);
}

function point(position) {
  return { type: "Point", coordinates: [position.lon, position.lat] };
}

function feature(geometry, properties = {}) {
  return { type: "Feature", properties, geometry };
}

function collection(features) {
  return { type: "FeatureCollection", features };
}
