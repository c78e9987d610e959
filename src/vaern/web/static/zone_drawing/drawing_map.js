// The map under the drawing: the control room's basemap and grid, and corners that can be dragged.

import * as maplibre from "../vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { NOTHING } from "../control_room/drawn_data.js";
import { LocalPlane } from "../control_room/local_plane.js";
import { styleOf } from "../control_room/map_style.js";
import { gridLines, gridStep, metresPerPixel } from "../control_room/metric_grid.js";
import { palette } from "../control_room/palette.js";

const COUNTRY = [[7.9, 54.5], [15.3, 57.8]];
const FRAME = [[5.5, 53.6], [17, 59.2]];
const ATTRIBUTION = "Natural Earth · DAGI, Styrelsen for Dataforsyning og Infrastruktur";
const NEAR_PX = 14;
const EMPTY = { grid: NOTHING, zones: NOTHING, zonePlaces: NOTHING, margins: NOTHING, trail: NOTHING, accuracy: NOTHING, latest: NOTHING };

/** Return a map in `container`; `told` hears {added: [lon, lat]}, {moved: {name, index, to}} and {gridStep}. */
export function openDrawing(container, say, told) {
  const map = new maplibre.Map({
    container, style: styleOf(palette(), EMPTY), bounds: COUNTRY, maxBounds: FRAME, maxZoom: 21,
    attributionControl: false, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false,
    doubleClickZoom: false,
    locale: { "Map.Title": say.label, "NavigationControl.ZoomIn": say.in, "NavigationControl.ZoomOut": say.out },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibre.ScaleControl({ unit: "metric", maxWidth: 120 }), "top-left");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: ATTRIBUTION }), "bottom-right");
  return new Drawing(map, told);
}

class Drawing {
  constructor(map, told) {
    Object.assign(this, { map, told, lines: { corners: [], way: [] }, data: { ...EMPTY }, held: null });
    map.on("style.load", () => this.put(this.data));
    map.on("load", () => this.drawGrid());
    map.on("moveend", () => this.drawGrid());
    map.on("mousedown", (event) => this.take(event));
    map.on("mousemove", (event) => this.held && this.told({ moved: { ...this.held, to: event.lngLat.toArray() } }));
    map.on("mouseup", () => this.release());
    map.on("click", (event) => this.under(event.point) || this.told({ added: event.lngLat.toArray() }));
  }

  draw({ corners, way, zone, corridor, proposals = [] }) {
    this.lines = { corners, way };
    const own = corners.length > 2 ? { type: "Polygon", coordinates: [[...corners, corners[0]]] } : zone;
    this.put({
      zones: collection(own ? [own] : []),
      margins: collection(proposals),
      accuracy: collection(corridor ? [corridor] : way.length > 1 ? [{ type: "LineString", coordinates: way }] : []),
      trail: collection([...corners, ...way].map((each) => ({ type: "Point", coordinates: each }))),
    });
  }

  fit() {
    const shapes = this.data.zones.features.flatMap((each) => each.geometry.coordinates.flat(each.geometry.type === "MultiPolygon" ? 2 : 1));
    if (!shapes.length) return;
    const [lons, lats] = [0, 1].map((axis) => shapes.map((each) => each[axis]));
    const bounds = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
    this.map.fitBounds(bounds, { animate: false, padding: 48, maxZoom: 18 });
  }

  put(changed) {
    Object.assign(this.data, changed);
    for (const [name, drawn] of Object.entries(changed)) this.map.getSource(name)?.setData(drawn);
  }

  drawGrid() {
    const centre = this.map.getCenter();
    const step = gridStep(metresPerPixel(this.map.getZoom(), centre.lat));
    const plane = new LocalPlane(this.lines.corners[0] ?? centre.toArray());
    this.put({ grid: step === null ? NOTHING : gridLines(plane, this.map.getBounds().toArray(), step) });
    this.told({ gridStep: step });
  }

  take(event) {
    this.held = this.under(event.point);
    if (this.held) event.preventDefault();
  }

  release() {
    this.held = null;
  }

  /** Return which corner lies under a point of the screen, or null. */
  under(point) {
    for (const [name, list] of Object.entries(this.lines)) {
      const index = list.findIndex((each) => this.map.project(each).dist(point) < NEAR_PX);
      if (index >= 0) return { name, index };
    }
    return null;
  }
}

function collection(geometries) {
  return { type: "FeatureCollection", features: geometries.map((geometry) => ({ type: "Feature", properties: { freshness: 1 }, geometry })) };
}
