// Numbers and times as a person reads them.

const POINTS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
const NEARLY_NONE = 0.001;
const NEARLY_ONE = 0.999;

export class Figures {
  constructor(say, language, timeZone) {
    this.say = say;
    this.dayFormat = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone });
    this.clockFormat = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23", timeZone });
    this.percentFormat = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    this.lengthFormats = [1, 0].map((digits) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
    this.degreeFormat = new Intl.NumberFormat(language, { minimumFractionDigits: 6, maximumFractionDigits: 6 });
  }

  /** The time of day, and the day before it where that is not today. */
  clock(iso) {
    const [day, today] = [new Date(iso), new Date()].map((moment) => this.dayFormat.format(moment));
    const time = this.clockFormat.format(new Date(iso));
    return day === today ? time : `${day} ${time}`;
  }

  count(number) {
    return this.lengthFormats[1].format(number);
  }

  degrees(number) {
    return this.degreeFormat.format(number);
  }

  metres(length) {
    return `${this.lengthFormats[Math.abs(length) < 100 && !Number.isInteger(length) ? 0 : 1].format(length)} m`;
  }

  /** Say a signed distance to a zone; null stands for a position that is not open. */
  signed(distance) {
    if (distance === null || distance === undefined) return this.say("distance_sealed");
    return this.say(distance < 0 ? "distance_inside" : "distance_outside", { metres: this.metres(Math.abs(distance)) });
  }

  /** Never round a probability to certainty, of either kind. */
  probability(share) {
    const percent = this.percentFormat.format(Math.min(Math.max(share, NEARLY_NONE), NEARLY_ONE));
    if (share > NEARLY_ONE) return this.say("more_than", { percent });
    return share < NEARLY_NONE ? this.say("less_than", { percent }) : percent;
  }

  /** Say a bearing: degrees with its point of the compass, or one of eight points alone. */
  bearing(bearing) {
    if (typeof bearing !== "number") return this.say(`compass_${String(bearing).toLowerCase()}`);
    return `${Math.round(bearing)}° ${this.say(`compass_${POINTS[Math.round(bearing / 45) % 8]}`)}`;
  }
}

/** Return the degrees to turn an arrow by, for a bearing in degrees or one of eight points. */
export function turn(bearing) {
  return typeof bearing === "number" ? bearing : POINTS.indexOf(String(bearing).toLowerCase()) * 45;
}
