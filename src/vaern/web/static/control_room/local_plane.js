// Metres about a place: good to a millimetre per metre over a few kilometres, enough to draw with. Nothing is judged by it.

const EQUATOR_M = 6378137;
const ECCENTRICITY_SQUARED = 0.00669437999014;
const RADIANS = Math.PI / 180;
const CIRCLE_POINTS = 64;

export class LocalPlane {
  constructor([lon, lat]) {
    this.origin = [lon, lat];
    const curve = 1 - ECCENTRICITY_SQUARED * Math.sin(lat * RADIANS) ** 2;
    this.metresPerLon = RADIANS * Math.cos(lat * RADIANS) * EQUATOR_M / Math.sqrt(curve);
    this.metresPerLat = RADIANS * EQUATOR_M * (1 - ECCENTRICITY_SQUARED) / curve ** 1.5;
  }

  toDegrees([east, north]) {
    return [this.origin[0] + east / this.metresPerLon, this.origin[1] + north / this.metresPerLat];
  }

  toMetres([lon, lat]) {
    return [(lon - this.origin[0]) * this.metresPerLon, (lat - this.origin[1]) * this.metresPerLat];
  }

  /** Return a closed ring about the origin. */
  circle(radiusM) {
    return Array.from({ length: CIRCLE_POINTS + 1 }, (_, index) => {
      const angle = (index % CIRCLE_POINTS) * 2 * Math.PI / CIRCLE_POINTS;
      return this.toDegrees([radiusM * Math.cos(angle), radiusM * Math.sin(angle)]);
    });
  }
}
