"""The record of one request for a measure, from the log of its case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event

Record = dict[str, Any]
Kind = TypeVar("Kind", bound=Event)
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


def request(filed: Filed, events: Sequence[Event], measure: str) -> Record:
    """Return the record, with aware times; what nobody recorded is None."""
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


def _age(birthdate: date | None, on: datetime | None) -> int | None:
    if birthdate is None or on is None:
        return None
    return on.year - birthdate.year - ((on.month, on.day) < (birthdate.month, birthdate.day))


def _first(events: Iterable[Event], kind: type[Kind]) -> Kind | None:
    return next((event for event in events if isinstance(event, kind)), None)


def _last(events: Sequence[Event], kind: type[Kind]) -> Kind | None:
    return next((event for event in reversed(events) if isinstance(event, kind)), None)
