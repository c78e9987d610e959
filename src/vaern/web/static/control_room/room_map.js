// The map itself. Where it cannot be shown, `openMap` throws and the page goes on in words.

import * as maplibre from "../vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { NOTHING, boundsOf, centreOf, zonesDrawn } from "./drawn_data.js";
import { LocalPlane } from "./local_plane.js";
import { styleOf } from "./map_style.js";
import { gridLines, gridStep, metresPerPixel } from "./metric_grid.js";
import { palette } from "./palette.js";

const COUNTRY = [[7.9, 54.5], [15.3, 57.8]];
const FRAME = [[5.5, 53.6], [17, 59.2]];
const ATTRIBUTION = "Natural Earth · DAGI, Styrelsen for Dataforsyning og Infrastruktur";
const STILL = { animate: false };

/** Return a map in `container`; `told` hears {gridStep} in metres or null, and {incomplete} when a file fails. */
export function openMap(container, controls, say, told) {
  const data = { grid: NOTHING, trail: NOTHING, accuracy: NOTHING, latest: NOTHING, ...zonesDrawn(controls) };
  const map = new maplibre.Map({
    container,
    style: styleOf(palette(), data),
    bounds: COUNTRY,
    maxBounds: FRAME,
    maxZoom: 21,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: localeOf(say),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibre.ScaleControl({ unit: "metric", maxWidth: 120 }), "top-left");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: ATTRIBUTION }), "bottom-right");
  return new RoomMap(map, data, planeOf(controls), told);
}

class RoomMap {
  constructor(map, data, plane, told) {
    Object.assign(this, { map, data, plane, told });
    map.on("moveend", () => this.drawGrid());
    map.on("style.load", () => this.draw(this.data));
    map.on("load", () => this.drawGrid());
    map.on("error", () => told({ incomplete: true }));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
  }

  showCountry() {
    this.map.fitBounds(COUNTRY, STILL);
  }

  showZone(zone) {
    this.map.fitBounds(boundsOf(zone.margin_geometry ?? zone.geometry), { ...STILL, padding: 48, maxZoom: 20 });
  }

  /** Put new data in place of old, by source: {trail, accuracy, latest}. */
  draw(changed) {
    Object.assign(this.data, changed);
    for (const [name, drawn] of Object.entries(changed)) this.map.getSource(name)?.setData(drawn);
  }

  drawGrid() {
    const step = gridStep(metresPerPixel(this.map.getZoom(), this.map.getCenter().lat));
    this.draw({ grid: step === null ? NOTHING : gridLines(this.plane, this.map.getBounds().toArray(), step) });
    this.told({ gridStep: step });
  }

  restyle() {
    this.map.setStyle(styleOf(palette(), this.data));
  }
}

function planeOf(controls) {
  const first = controls[0]?.zones[0];
  return new LocalPlane(first ? centreOf(first.geometry) : COUNTRY[0]);
}

function localeOf(say) {
  return {
    "Map.Title": say("map_label"),
    "NavigationControl.ZoomIn": say("map_zoom_in"),
    "NavigationControl.ZoomOut": say("map_zoom_out"),
    "AttributionControl.ToggleAttribution": say("map_attribution"),
    "CooperativeGesturesHandler.WindowsHelpText": say("map_scroll"),
    "CooperativeGesturesHandler.MacHelpText": say("map_scroll_mac"),
    "CooperativeGesturesHandler.MobileHelpText": say("map_touch"),
  };
}
