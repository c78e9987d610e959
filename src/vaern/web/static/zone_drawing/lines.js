// Positions as lines of text, "latitude longitude", and back; a line that cannot be read is left out of the drawing.

const DECIMALS = 6;

/** Return [lon, lat] of every readable line. */
export function readLines(text) {
  return text.split("\n").map(readLine).filter((each) => each !== null);
}

/** Return one line for each [lon, lat]. */
export function writeLines(points) {
  return points.map(([lon, lat]) => `${lat.toFixed(DECIMALS)} ${lon.toFixed(DECIMALS)}`).join("\n");
}

function readLine(line) {
  const [lat, lon, ...more] = line.trim().replace(/[;,](?=\s)/g, " ").split(/\s+/).map((part) => Number(part.replace(",", ".")));
  const usable = more.length === 0 && Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return line.trim() && usable ? [lon, lat] : null;
}
