"""From the log of a case to the records that tables count: requests, journal numbers, breaches.

A record holds no name, address, place or free text. What nobody recorded is None, never "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event

Record = dict[str, Any]
Kind = TypeVar("Kind", bound=Event)
SHAPES: dict[str, str] = {
    "requests": """
        "case" INTEGER, law TEXT, district TEXT, municipality TEXT, measure TEXT,
        requested_at TIMESTAMP, requested_by TEXT, offence_at TIMESTAMP, decided_at TIMESTAMP,
        closed_at TIMESTAMP, served_at TIMESTAMP, hours_to_service DOUBLE, outcome TEXT, respondent_sex TEXT,
        respondent_age INTEGER, protected_age INTEGER, protected TEXT, relationship TEXT, charged BOOLEAN,
        crime TEXT, arrested BOOLEAN, remand_days INTEGER, criminal_decision TEXT, sentence_days INTEGER,
        convicted_before TEXT, municipality_told_at TIMESTAMP, told TEXT, review_wish TEXT, ruling TEXT,
        leaflet BOOLEAN, attached TEXT, area_orders INTEGER, fixed_duration TEXT, ended_at TIMESTAMP,
        end_reason TEXT, extended INTEGER, breaches INTEGER, residence TEXT, together_after BOOLEAN,
        admonished BOOLEAN""",
    "journal_numbers": """
        "case" INTEGER, district TEXT, number TEXT, given_at TIMESTAMP, filed_as TEXT, belongs_to TEXT""",
    "potential": """
        year INTEGER, district TEXT, crime TEXT, criminal_decision TEXT""",
    "acts": """
        "case" INTEGER, law TEXT, district TEXT, measure TEXT, kind TEXT, happened_at TIMESTAMP,
        breach TEXT""",
}
"""The columns of each set of records for DuckDB, in a record's order; times are on the law's own clock.

`potential` comes from a statistics office and not from logs: charges that would have allowed an order.
"""

CRIMES = (("216", "sexual"), ("222", "sexual"), ("224", "sexual"), ("244", "§ 244"), ("245", "§ 245-246"),
          ("246", "§ 245-246"), ("266", "§ 266"))  # fmt: skip
"""Which crime a provision belongs to in the published tables; what is not among them is `other`."""


@dataclass(frozen=True)
class Filed:
    """Where a case is filed: a number instead of its reference, its law, district and municipality."""

    case: int
    law: str
    clock: ZoneInfo
    district: str | None = None
    municipality: str | None = None


def records(filed: Filed, log: Iterable[Event]) -> Iterator[tuple[str, Record]]:
    """Yield (set, record) of a case from the events that count, in the order in which they happened."""
    events = list(log)
    measures = [e.measure for e in events if isinstance(e, said.Requested | said.Decided | said.Refused)]
    for measure in dict.fromkeys(measures):
        yield "requests", _local(_request(filed, events, measure), filed.clock)
    yield from (("journal_numbers", _local(each, filed.clock)) for each in _journal_numbers(filed, events))
    yield from (("acts", _local(each, filed.clock)) for each in _acts(filed, events))


def _request(filed: Filed, events: Sequence[Event], measure: str) -> Record:
    of_measure = [event for event in events if getattr(event, "measure", None) == measure]
    asked = _first(of_measure, said.Requested)
    decisions = [event for event in of_measure if isinstance(event, said.Decided)]
    decided = decisions[0] if decisions else None
    outcome, closed = _outcome(events, of_measure, decided)
    served, told = _first(of_measure, said.Served), _first(of_measure, said.MunicipalityNotified)
    dated = decided.at if decided else closed
    return {
        "case": filed.case,
        "law": filed.law,
        "district": filed.district,
        "municipality": filed.municipality,
        "measure": measure,
        "requested_at": asked.at if asked else None,
        "requested_by": asked.by if asked and asked.by != "none" else ("public_interest" if asked else None),
        "offence_at": _first_offence(events),
        "decided_at": decided.at if decided else None,
        "closed_at": closed,
        "served_at": served.at if served else None,
        "hours_to_service": _hours(_first_offence(events), served.at if served else None),
        "outcome": outcome,
        **_people(events, dated),
        **_prosecution(events),
        "municipality_told_at": told.at if told and told.date_known else None,
        "told": "yes" if told else None,
        **_order(events, of_measure, decisions, served),
        **_after(events),
    }


def _outcome(
    events: Sequence[Event], of_measure: Sequence[Event], decided: said.Decided | None
) -> tuple[str, datetime | None]:
    """Return what came of a request, and when: decided, refused, withdrawn, no order after all, or open."""
    refused, withdrawn = _first(of_measure, said.Refused), _first(of_measure, said.Withdrawn)
    lifted = [e for e in of_measure if isinstance(e, said.Lifted) and e.because == "made_in_error"]
    if decided:
        return ("not_an_order" if lifted else "decided"), decided.at
    if refused:
        return "refused", refused.at
    if withdrawn:
        return "withdrawn", withdrawn.at
    admonished = _first(events, said.Admonished)
    return ("not_an_order", admonished.at) if admonished else ("open", None)


def _people(events: Sequence[Event], on: datetime | None) -> Record:
    parties = [event for event in events if isinstance(event, said.PartyRecorded)]
    respondent = next((party for party in parties if party.role == "respondent"), None)
    protected = [party for party in parties if party.role == "protected_person"]
    relation = _first(events, said.RelationshipRecorded)
    adult = protected[0] if protected else None
    return {
        "respondent_sex": respondent.sex if respondent else None,
        "respondent_age": _age(respondent.birthdate, on) if respondent else None,
        "protected_age": _age(adult.birthdate, on) if adult else None,
        "protected": _composition(protected),
        "relationship": relation.kind if relation else None,
    }


def _composition(protected: Sequence[said.PartyRecorded]) -> str | None:
    if not protected or protected[0].sex is None:
        return None
    who = "one woman" if protected[0].sex == "female" else "one man"
    return who if len(protected) == 1 else f"{who.removeprefix('one ')} and children"


def _prosecution(events: Sequence[Event]) -> Record:
    charged = _first(events, said.Charged)
    outcome = _last(events, said.OutcomeRecorded)
    register = _last(events, said.CriminalRegisterAsked)
    remanded = _last(events, said.Remanded)
    acquitted = _first(events, said.Acquitted)
    return {
        "charged": charged is not None,
        "crime": _crime(charged.provisions) if charged else None,
        "arrested": True if _first(events, said.Detained) else None,
        "remand_days": remanded.days if remanded else None,
        "criminal_decision": _decision(outcome) if outcome else ("other" if acquitted else None),
        "sentence_days": outcome.days if outcome else None,
        "convicted_before": register.answer if register else None,
    }


def _decision(outcome: said.OutcomeRecorded) -> str:
    if outcome.kind:
        return outcome.kind
    return {"fined": "fine", "waived": "other", "dropped": "other"}.get(outcome.result, "not told")


def _order(
    events: Sequence[Event],
    of_measure: Sequence[Event],
    decisions: Sequence[said.Decided],
    served: said.Served | None,
) -> Record:
    wish = _first(of_measure, said.CourtReviewRequested)
    ruled = _last(of_measure, said.Ruled)
    others = {
        e.measure for e in events if isinstance(e, said.Decided) and e.measure not in _measures(of_measure)
    }
    ended, why = _end(events, of_measure)
    breaches = [
        e for e in events if isinstance(e, said.BreachRecorded) and e.measure in _measures(of_measure)
    ]
    return {
        "review_wish": "yes" if wish else (served.wants_review if served else None),
        "ruling": ruled.result if ruled else None,
        "leaflet": True if served and served.leaflet else None,
        "attached": next(iter(others), None),
        "area_orders": sum(isinstance(e, said.ZoneDrawn) for e in events),
        "fixed_duration": decisions[0].duration if decisions else None,
        "ended_at": ended,
        "end_reason": why,
        "extended": sum(decision.extends for decision in decisions),
        "breaches": len(breaches),
    }


def _end(events: Sequence[Event], of_measure: Sequence[Event]) -> tuple[datetime | None, str | None]:
    """Return when and why an order ended before its time; None where it ran out."""
    for event in events:
        match event:
            case said.ReunitedPeacefully():
                return event.at, "reunited"
            case said.Lifted() if event in of_measure:
                return event.at, event.because
            case said.Withdrawn() if event in of_measure and any(
                isinstance(e, said.Decided) for e in of_measure
            ):
                return event.at, "withdrawn"
            case said.Ruled(result="annulled") if event in of_measure:
                return event.at, "annulled"
    return None, None


def _after(events: Sequence[Event]) -> Record:
    afterwards = [event for event in events if isinstance(event, said.AftermathRecorded)]
    return {
        "residence": next((e.residence for e in afterwards if e.residence), None),
        "together_after": next(
            (e.living_together for e in afterwards if e.living_together is not None), None
        ),
        "admonished": _first(events, said.Admonished) is not None,
    }


def _journal_numbers(filed: Filed, events: Sequence[Event]) -> Iterator[Record]:
    moved = {e.number: e.filed_as for e in events if isinstance(e, said.JournalNumberReclassified)}
    for event in events:
        if isinstance(event, said.JournalNumberGiven):
            yield {
                "case": filed.case,
                "district": filed.district,
                "number": event.number,
                "given_at": event.at,
                "filed_as": event.filed_as,
                "belongs_to": moved.get(event.number, event.filed_as),
            }


def _acts(filed: Filed, events: Sequence[Event]) -> Iterator[Record]:
    """Yield breaches reported, charged and convicted of, each act by itself."""
    breaches = {e.id: e for e in events if isinstance(e, said.BreachRecorded)}
    common = {"case": filed.case, "law": filed.law, "district": filed.district}
    for event in events:
        match event:
            case said.BreachRecorded():
                yield {
                    **common,
                    "measure": event.measure,
                    "kind": "reported",
                    "happened_at": event.at,
                    "breach": event.id,
                }
            case said.Charged() | said.OutcomeRecorded():
                kind = "charged" if isinstance(event, said.Charged) else _conviction(event)
                for name in event.acts:
                    if name in breaches:
                        measure = breaches[name].measure
                        yield {
                            **common,
                            "measure": measure,
                            "kind": kind,
                            "happened_at": event.at,
                            "breach": name,
                        }


def _conviction(outcome: said.OutcomeRecorded) -> str:
    return "not_convicted" if outcome.result == "dropped" else "convicted"


def _measures(of_measure: Sequence[Event]) -> set[str]:
    return {event.measure for event in of_measure if hasattr(event, "measure")}


def _first_offence(events: Sequence[Event]) -> datetime | None:
    acts = [
        e.at
        for e in events
        if isinstance(e, said.IncidentRecorded) and e.kind in ("offence", "threat_of_violence")
    ]
    return min(acts, default=None)


def _crime(provisions: str) -> str:
    return next((crime for number, crime in CRIMES if number in provisions), "other")


def _hours(begin: datetime | None, end: datetime | None) -> float | None:
    return (end - begin).total_seconds() / 3600 if begin and end else None


def _local(record: Record, clock: ZoneInfo) -> Record:
    """Return the record with its times on the law's own clock, as days and quarters are counted."""
    return {
        name: value.astimezone(clock).replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in record.items()
    }


def _age(birthdate: date | None, on: datetime | None) -> int | None:
    if birthdate is None or on is None:
        return None
    return on.year - birthdate.year - ((on.month, on.day) < (birthdate.month, birthdate.day))


def _first(events: Iterable[Event], kind: type[Kind]) -> Kind | None:
    return next((event for event in events if isinstance(event, kind)), None)


def _last(events: Sequence[Event], kind: type[Kind]) -> Kind | None:
    return next((event for event in reversed(events) if isinstance(event, kind)), None)
