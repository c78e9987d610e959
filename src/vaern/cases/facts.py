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
    law: str, log: Iterable[Event], at: datetime, ends: Mapping[str, date] | None = None
) -> dict[str, Any]:
    """Return the input of `assess` on what the log holds up to `at`; what nobody said is absent.

    `ends` gives the last day of an order, by its name, where the law computes it from a duration.
    """
    found: dict[str, Any] = {"law": law, "at": at.isoformat(), "acts": [], "orders": [], "judgements": {}}
    decided: dict[str, dict[str, Any]] = {}
    for event in log:
        if event.at <= at:
            _add(found, decided, event)
    for name, day in (ends or {}).items():
        if name in decided:
            decided[name].setdefault("expires_on", day.isoformat())
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
        case said.Requested():
            found["request"] = {"by": event.by}
        case said.Assessed():
            _answer(found["judgements"], event)
        case said.Decided():
            decided[event.order] = {"id": event.order, **_known(event, ("measure", "expires_on"))}
        case said.Served() if event.order in decided:
            decided[event.order]["served_at"] = event.at.isoformat()
        case said.Withdrawn():
            for order in decided.values():
                if order["measure"] == event.measure:
                    order["ended_at"] = event.at.isoformat()


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
    return [_told(event, event.deadline) for event in log if event.deadline is not None]


def _told(event: Event, fields: Iterable[str]) -> dict[str, Any]:
    known = _known(event, fields)
    if isinstance(event, said.ControlOrdered):
        known["order"] = known.pop("control")
    return {"type": event.type, "at": event.at.isoformat(), **known}
