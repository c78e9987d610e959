// Alarm episodes, folded from the stream's events: what is open, how serious, in which order.

const GROUPS = {
  zone: ["assault_button", "zone", "absent"],
  near: ["distance", "margin", "radio_near", "border_crossing_pattern"],
  technical: ["tamper", "signal_lost", "frozen", "jump", "battery_low"],
};
const KINDS = Object.values(GROUPS).flat();
const GRADES = ["certain", "probable", "possible"];
const OPENS_A_POSITION = new Set(["zone", "margin", "distance", "radio_near"]);

/** Return `zone`, `near` or `technical`; a kind this page does not know counts as technical. */
export function groupOf(kind) {
  return Object.keys(GROUPS).find((group) => GROUPS[group].includes(kind)) ?? "technical";
}

class Episode {
  constructor(id) {
    this.id = id;
    this.events = [];
    this.position = null;
  }

  /** Take one event in; the final record replaces the provisional event of the same kind and time. */
  take(event) {
    const same = this.events.findIndex((known) => known.event === event.event && known.at === event.at);
    if (same < 0) this.events.push(event);
    else this.events[same] = event;
    this.events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  /** Take in an opened position: the nearest to now says how far and which way. */
  locate(position) {
    if (!this.position || Date.parse(position.time) >= Date.parse(this.position.time)) this.position = position;
  }

  get latest() {
    return this.events.at(-1);
  }

  get state() {
    return { cleared: "cleared", answered: "answered" }[this.latest.event] ?? "open";
  }

  /** The judgement to show: of an open alarm the last, of an ended one the gravest that it came to. */
  get judged() {
    const judgements = this.events.filter((event) => event.event === "raised" || event.event === "graded");
    if (this.state === "open") return judgements.at(-1) ?? this.latest;
    const gravest = GRADES.find((grade) => judgements.some((event) => event.grade === grade));
    return judgements.findLast((event) => event.grade === gravest) ?? judgements.at(-1) ?? this.latest;
  }

  get opensAPosition() {
    return this.state === "open" && this.judged.released === true && OPENS_A_POSITION.has(this.judged.kind);
  }

  get rank() {
    const { kind, grade } = this.judged;
    const known = KINDS.indexOf(kind);
    return [known < 0 ? KINDS.length : known, GRADES.indexOf(grade), -Date.parse(this.latest.at)];
  }
}

export class Episodes {
  constructor() {
    this.byId = new Map();
  }

  take(said, kind = "event") {
    if (!this.byId.has(said.alarm)) this.byId.set(said.alarm, new Episode(said.alarm));
    const episode = this.byId.get(said.alarm);
    if (kind === "event") episode.take(said);
    else episode.locate(said);
    return episode;
  }

  /** Say whether an event has been told before, provisionally or not. */
  knows({ alarm, event, at }) {
    return this.byId.get(alarm)?.events.some((known) => known.event === event && known.at === at) ?? false;
  }

  /** Return the episodes: open ones first, by how serious they are; then the ended ones, newest first. */
  inOrder() {
    const known = [...this.byId.values()].filter((episode) => episode.events.length > 0);
    const open = known.filter((episode) => episode.state === "open");
    const ended = known.filter((episode) => episode.state !== "open");
    return [
      ...open.sort((a, b) => firstDifference(a.rank, b.rank)),
      ...ended.sort((a, b) => Date.parse(b.latest.at) - Date.parse(a.latest.at)),
    ];
  }

  /** Return the moment since which a position is open, or null while none is. */
  get positionOpenSince() {
    const begun = this.inOrder().filter((episode) => episode.opensAPosition).map((episode) => episode.events[0].at);
    return begun.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
  }
}

function firstDifference(a, b) {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}
