"""What has happened in a case, as the contract writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vaern.deadlines.periods import Clock, lasting
from vaern.errors import InputError
from vaern.law import Pack
from vaern.law.reading import day, flag, moment, one_of, pointer, record, required, text

KINDS = (
    "notify_municipality", "notify_parties", "serve_order", "demand_court_review", "submit_to_court",
    "hold_hearing", "order_expires", "release_from_detention", "submit_intervention_to_court",
    "submit_violence_case_to_court", "forward_closed_investigation", "submit_rape_case_to_court",
    "review_assault_alarm", "control_expires", "delete_positions", "claim_compensation",
    "report_to_criminal_register", "explain_delay_to_victim", "lift_order", "review_possible_from",
)  # fmt: skip
DECIDED = "decided"
SERVED = "served"
FIELDS: dict[str, dict[str, Callable[[Any, str], Any]]] = {
    DECIDED: {"duration": lasting, "extends": flag, "expires_on": day},
    SERVED: {"first_time": flag},
    "court_review_requested": {"at_service": flag},
    "ruled": {"result": one_of(("approved", "partly_approved", "annulled")), "expires_on": day},
    "charged": {"offence": one_of(("violence", "rape")), "mental_examination": flag},
    "control_ordered": {"duration": lasting},
    "acquitted": {"other_grounds": flag},
}
PLAIN = (
    "reported", "requested", "refused", "detained", "released", "submitted_to_court", "hearing_held",
    "photographed_without_consent", "investigation_closed", "assault_alarm_handed_out",
    "assault_alarm_reviewed", "assault_alarm_returned", "position_recorded", "taken_into_criminal_case",
    "reunited_peacefully", "withdrawn", "municipality_notified", "parties_notified",
    "reported_to_criminal_register", "delay_explained", "compensation_claimed",
    "positions_deleted", "consented_in_writing",
)  # fmt: skip
TYPES = (*FIELDS, *PLAIN)
COURSE = ("reported", "requested", DECIDED, "control_ordered", SERVED, "court_review_requested")
"""The order in which things happen that carry the same time, as at service on the spot."""
STARTS = {"released": "detained", SERVED: DECIDED}


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `place` is its position in the input, `fields` what only its type carries."""

    type: str
    at: datetime
    place: int
    measure: str | None = None
    order: str | None = None
    answers_to: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Return the JSON pointer to the event."""
        return f"/events/{self.place}"

    def concerns(self, measure: str | None, order: str | None) -> bool:
        """Tell whether the event speaks of this measure and order, or names neither."""
        same_measure = self.measure is None or measure is None or self.measure == measure
        return same_measure and (self.order is None or order is None or self.order == order)


def read_events(values: Sequence[Mapping[str, Any]], pack: Pack, clock: Clock) -> list[Event]:
    """Return the events in the order in which they happened; raises InputError at the first unusable one."""
    if isinstance(values, str | Mapping) or not isinstance(values, Sequence):
        raise InputError("not an array", "/events", "a JSON array of events")
    events = [_event(value, place, pack, clock) for place, value in enumerate(values)]
    for event in events:
        _refuse_end_before_start(event, events)
    return sorted(events, key=lambda event: (event.at, _step(event)))


def matches(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether every wanted field has the value, or one of the values."""
    return all(
        found.get(name) in value if isinstance(value, list) else found.get(name) == value
        for name, value in wanted.items()
    )


def _event(value: Mapping[str, Any], place: int, pack: Pack, clock: Clock) -> Event:
    where = f"/events/{place}"
    if not isinstance(value, Mapping):
        raise InputError("not an object", where, "a JSON object")
    kind = one_of(TYPES)(value.get("type"), pointer(where, "type"))
    common = {
        "type": text, "at": moment, "measure": one_of(tuple(pack.measures)), "order": text,
        "answers_to": one_of(KINDS),
    }  # fmt: skip
    own = FIELDS.get(kind, {})
    known = record(value, where, {**common, **own})
    at = required(known, "at", where, "the moment it happened")
    fields = {name: known[name] for name in own if name in known}
    ordered = next((each.id for each in pack.measures.values() if each.ordered_by == kind != DECIDED), None)
    measure = ordered or known.get("measure")
    if kind == DECIDED and measure is None:
        raise InputError("missing field", pointer(where, "measure"), "the measure that was decided")
    if "expires_on" in fields and fields["expires_on"] < clock.day(at):
        expected = "a date not before the decision"
        raise InputError("an end before a start", pointer(where, "expires_on"), expected)
    return Event(kind, at, place, measure, known.get("order"), known.get("answers_to"), fields)


def _step(event: Event) -> int:
    return COURSE.index(event.type) if event.type in COURSE else len(COURSE)


def _refuse_end_before_start(event: Event, events: Sequence[Event]) -> None:
    starts = [
        each.at
        for each in events
        if each.type == STARTS.get(event.type) and each.concerns(event.measure, event.order)
    ]
    if starts and event.at < min(starts):
        expected = f"a time not before {STARTS[event.type]}"
        raise InputError("an end before a start", pointer(event.where, "at"), expected)
