"""From the log to what the law asks: the facts of `vaern law assess`, the events of `vaern law deadlines`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from vaern.cases import events as said
from vaern.cases.events import Event, write

ACT_FIELDS = (
    "id", "at", "kind", "against", "household", "suspicion", "provision", "max_penalty_months", "attempt",
    "intentional", "after_refusal", "breach_of",
)  # fmt: skip


def facts(
    law: str,
    log: Iterable[Event],
    at: datetime,
    ends: Mapping[str, date] | None = None,
    fell: Mapping[str, datetime] | None = None,
) -> dict[str, Any]:
    """Return the input of `assess` on what the log holds up to `at`; what nobody said is absent.

    `ends` gives the last day of an order, by its name, where the law computes it from a duration; `fell` the
    moment at which one ended before its time.
    """
    found: dict[str, Any] = {"law": law, "at": at.isoformat(), "acts": [], "orders": [], "judgements": {}}
    decided: dict[str, dict[str, Any]] = {}
    for event in log:
        if event.at <= at:
            _add(found, decided, event)
    for name, day in (ends or {}).items():
        if name in decided:
            decided[name].setdefault("expires_on", day.isoformat())
    for name, moment in (fell or {}).items():
        if name in decided and moment <= at:
            decided[name]["ended_at"] = moment.isoformat()
    found["orders"] = [order for order in decided.values() if "served_at" in order]
    return found


def _add(found: dict[str, Any], decided: dict[str, dict[str, Any]], event: Event) -> None:
    match event:
        case said.PartyRecorded(role="respondent", birthdate=birthdate) if birthdate is not None:
            found["respondent"] = {"birthdate": birthdate.isoformat()}
        case said.PartyRecorded(role="protected_person", protected_role=role) if role is not None:
            found["protected"] = {"role": role}
        case said.RelationshipRecorded():
            found["relationship"] = _known(
                event, ("kind", "living_together", "cohabitation_voluntary", "expected_to_reunite")
            )
        case said.IncidentRecorded():
            found["acts"].append(_known(event, ACT_FIELDS))
        case said.ContactsLogged():
            found["acts"].append({"kind": "contact"} | _known(event, ACT_FIELDS))
        case said.BreachRecorded():
            found["acts"].append(_breach(event))
        case said.OutcomeRecorded(result="judgment" | "fined", acts=acts):
            _tried(found["acts"], acts, "convicted")
        case said.Acquitted(acts=acts, other_grounds=other_grounds):
            _tried(found["acts"], acts, "acquitted")
            found["judgements"]["other_grounds"] = other_grounds
        case said.WithdrawalRequested():
            found["request"] = {"by": "none"}
        case said.Requested():
            found["request"] = {"by": event.by}
        case said.Assessed():
            _answer(found["judgements"], event)
        case said.Decided(extends=True) if event.order in decided:
            decided[event.order].pop("expires_on", None)
            decided[event.order].update(_known(event, ("expires_on",)))
        case said.Decided():
            decided[event.order] = {"id": event.order, **_known(event, ("measure", "expires_on"))}
        case said.Served() if event.order in decided:
            decided[event.order].setdefault("served_at", event.at.isoformat())


def _breach(event: said.BreachRecorded) -> dict[str, Any]:
    known = _known(event, ("id", "at", "suspicion", "intentional"))
    return {**known, "kind": "breach", "breach_of": event.measure, "against": "victim"}


def _tried(acts: list[dict[str, Any]], tried: Iterable[str], suspicion: str) -> None:
    for act in acts:
        if act["id"] in tried:
            act["suspicion"] = suspicion


def _answer(judgements: dict[str, Any], event: said.Assessed) -> None:
    name, _, measure = event.judgement.partition(".")
    if measure:
        judgements.setdefault(name, {})[measure] = event.value
    else:
        judgements[name] = event.value


def _known(event: Event, names: Iterable[str]) -> dict[str, Any]:
    data = write(event)
    return {name: data[name] for name in names if data.get(name) is not None}


def deadline_events(log: Iterable[Event]) -> list[dict[str, Any]]:
    """Return the events that start, meet or end a deadline, in the fields the law contract names."""
    return [told for event in log for told in told_to_deadlines(event)]


def told_to_deadlines(event: Event) -> list[dict[str, Any]]:
    """Return what deadlines hear of one event: nothing, one thing, or one for each duty it discharges."""
    if event.deadline is None:
        return []
    known = _known(event, event.deadline)
    if isinstance(event, said.ControlOrdered):
        known["order"] = known.pop("control")
    told = {"type": event.deadline_type or event.type, "at": event.at.isoformat(), **known}
    duties = told.pop("answers_to", ())
    return [{**told, "answers_to": duty} for duty in duties] or [told]
