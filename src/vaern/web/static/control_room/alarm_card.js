// One alarm as a card: what, how sure, since when, how far, which way, and the way to its evidence.

import { bearingArrow } from "./bearing_arrow.js";
import { element } from "./element.js";
import { groupOf } from "./episodes.js";

export class AlarmCards {
  constructor(say, figures, room, handling, reportForm, answerForm) {
    Object.assign(this, { say, figures, handling, alarm: room.alarm, evidence: room.evidence, reported: new Set(room.reported), reportForm, answerForm });
    this.answerable = new Set(room.answerable);
  }

  make(episode) {
    const group = groupOf(episode.judged.kind);
    return element("li", { class: `alarm alarm-${group} is-${episode.state}` },
      this.heading(episode, group),
      this.handled(episode),
      element("dl", { class: "facts" }, this.facts(episode)),
      this.course(episode),
      element("div", { class: "actions" }, this.handleLink(episode), this.evidenceLink(episode), this.report(episode), this.answer(episode)));
  }

  heading(episode, group) {
    const { judged, latest, state } = episode;
    const marks = [latest.provisional && "provisional", judged.retrospective && "retrospective"].filter(Boolean);
    const grade = judged.grade ? `, ${this.say(`grade_${judged.grade}`)}` : "";
    return element("div", { class: "alarm-heading" },
      element("p", { class: "alarm-group" }, element("span", { class: "alarm-shape" }), this.say(`group_${group}`)),
      element("h3", {}, this.say(`kind_${judged.kind}`) + grade),
      element("p", { class: "alarm-marks" },
        element("span", { class: `badge badge-${state}` }, this.say(`state_${state}`)),
        marks.map((mark) => element("span", { class: "badge" }, this.say(mark)))));
  }

  facts({ judged, position }) {
    const { figures, say } = this;
    const { protected_bearing_deg: away } = judged.guidance ?? {};
    const out = position?.bearing_out_deg ?? judged.guidance?.respondent_bearing_deg;
    const inside = position ? position[shareOf(judged.kind)] : judged.inside_probability;
    return [
      this.fact("label_control", [judged.control, judged.zone].filter(Boolean).join(" / ")),
      this.fact(position ? "label_last_position" : "label_measured", figures.clock(position?.time ?? judged.at)),
      this.fact("label_distance", figures.signed(position?.distance_m ?? judged.distance_m)),
      isKnown(inside) && this.fact(insideLabel(judged.kind), figures.probability(inside)),
      isKnown(judged.parties_distance_m) && this.fact("label_parties", figures.metres(judged.parties_distance_m)),
      isKnown(out) && this.fact("label_way_out", bearingArrow(out), figures.bearing(out)),
      isKnown(away) && this.fact("label_away", bearingArrow(away), figures.bearing(away)),
      judged.contrary_to_order && this.fact("label_contrary", this.contrary(judged.contrary_to_order)),
      judged.notify?.length > 0 && this.fact("label_notified", judged.notify.map((who) => say(`notify_${who}`)).join(", ")),
    ].filter(Boolean);
  }

  fact(label, ...value) {
    return element("div", {}, element("dt", {}, this.say(label)), element("dd", {}, ...value));
  }

  contrary(answer) {
    return element("span", { class: `badge badge-${answer}` }, this.say(`contrary_${answer}`));
  }

  course({ events }) {
    return element("ol", { class: "alarm-course", "aria-label": this.say("label_course") },
      events.map((event) => element("li", {},
        element("time", { datetime: event.at }, this.figures.clock(event.at)),
        ` ${this.say(eventKey(event))}`)));
  }

  /** Who has it: in words, and nothing by colour alone. */
  handled({ id }) {
    const { state, act } = this.handling.of(id);
    const values = act ? { name: act.by, time: this.figures.clock(act.at) } : {};
    return [
      this.handling.isNotWarned(id) ? element("p", { class: "alarm-not-warned" }, this.say("not_warned")) : null,
      element("p", { class: `alarm-handling is-${state}` }, this.say(`handling_${state}`, values)),
    ];
  }

  handleLink({ id }) {
    return element("a", { class: "button-primary", id: `handle-${id}`, href: `${this.alarm}?alarm=${encodeURIComponent(id)}` },
      this.say("handle"), element("span", { class: "visually-hidden" }, ` ${id}`));
  }

  evidenceLink({ id }) {
    return element("a", { class: "button", id: `evidence-${id}`, href: `${this.evidence}?alarm=${encodeURIComponent(id)}` },
      this.say("evidence"), element("span", { class: "visually-hidden" }, ` ${id}`));
  }

  /** The officer's ready-made form, for alarms of one who is shown in the zone; absent where the role may not report. */
  report({ id, judged }) {
    if (!this.reportForm || judged.contrary_to_order !== "yes") return null;
    if (this.reported.has(id)) return element("p", { class: "badge badge-met" }, this.say("reported"));
    const form = this.reportForm.content.firstElementChild.cloneNode(true);
    form.elements.alarm.value = id;
    form.querySelector("button").id = `report-${id}`;
    return form;
  }

  /** The form that ends an alarm which nothing else ends, with what was found. */
  answer({ id, judged, state }) {
    if (!this.answerForm || state !== "open" || !this.answerable.has(judged.kind)) return null;
    const form = this.answerForm.content.firstElementChild.cloneNode(true);
    form.elements.alarm.value = id;
    form.querySelector("button").id = `answer-${id}`;
    return form;
  }
}

/* The share is of the widened zone where the alarm is about the margin or the distance. */
function insideLabel(kind) {
  return kind === "margin" || kind === "distance" ? `label_inside_${kind}` : "label_inside";
}

function shareOf(kind) {
  return kind === "margin" ? "margin_probability" : "inside_probability";
}

/* A provisional alarm that the final record does not hold was never one. */
function eventKey({ event, because }) {
  return event === "cleared" && because === "late_fix" ? "event_withdrawn" : `event_${event}`;
}

function isKnown(value) {
  return value !== null && value !== undefined;
}
