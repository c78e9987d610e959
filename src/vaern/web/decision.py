"""From the case file to the decision that is handed over: every word stands in the log or in the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vaern.cases import events as said
from vaern.cases.canonical import sha256
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.cases.withheld import occurs, seals_of
from vaern.documents import decision as document
from vaern.documents import record
from vaern.documents.drawing import polygons_of
from vaern.documents.printed import day
from vaern.documents.provenance import LawReceipt, Passage
from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.decision import decision_rules
from vaern.web.views.conditions import measures
from vaern.web.words import word

ACTS = (said.IncidentRecorded, said.ContactsLogged, said.BreachRecorded)
"""What the law asks about as acts of the respondent."""

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def decision_of(file: CaseFile, order: Order) -> document.DecisionData:
    """Return what the decision on `order` says: facts and assessment as they stood when it was decided."""
    then = CaseFile(file.case, order.decided_at)
    rules = decision_rules(file.pack.id)
    respondent, protected = _party(then, "respondent"), _party(then, "protected_person")
    if respondent is None:
        raise InputError("the log names no respondent", "/log", "an entry that records the respondent")
    data = document.DecisionData(
        document_id=f"{printed_reference(file)}-{order.name}",
        case_number=printed_reference(file),
        authority=_authority(then, order),
        decided_at=order.decided_at,
        stands_at=max(order.decided_at, order.served_at or order.decided_at),
        respondent_name=respondent.name,
        respondent_born=respondent.birthdate,
        measures=(_measure(file, then, order),),
        facts=tuple(_fact(event) for event in _weighed(then, order)),
        considerations=_considerations(then, order),
        remedies=remedies(file, order),
        justified_passage=passage(file.pack, rules.justified) if rules.justified else None,
        effect_from_service=passage(file.pack, rules.measures[order.measure].effect_from_service),
        penalty=passage(file.pack, rules.measures[order.measure].penalty),
        receipt=receipt(then.assessment["receipt"]),
        protected_name=protected.name if protected else None,
    )
    withhold(file, data)
    return data


def handed_over(file: CaseFile) -> said.DecisionHandedOver | None:
    """Return how a decision went to another district, or None."""
    found = [event for event in file.happened if isinstance(event, said.DecisionHandedOver)]
    return found[-1] if found else None


def printed_reference(file: CaseFile) -> str:
    """Return the case number that the respondent reads: not ours where that could tell where she lives."""
    other = handed_over(file)
    return other.their_reference if other else file.case.reference


def withhold(file: CaseFile, data: DataclassInstance) -> None:
    """Raise `InputError` where a word that must not reach the respondent stands in what he receives."""
    seals = seals_of(file.happened)
    for pointer, text in record.texts(data) if seals else ():
        if occurs(seals, text):
            raise InputError("a withheld word stands in the document", pointer, "a text without it")


def kept_back() -> str:
    """Say why a document was not made, and what to do."""
    return _(
        "The document was not made: a word that must not reach the respondent stands in it. Look at place, "
        "wording, exceptions and the accounts of the incidents, and correct the entry in the log."
    )


def _authority(then: CaseFile, order: Order) -> str:
    authority = str(then.assessment["measures"][order.measure]["authority"])
    other = handed_over(then)
    return f"{authority}, {other.district}" if other and other.measure == order.measure else authority


def passage(pack: Pack, cite: str) -> Passage:
    """Return a provision's citation and its own words."""
    return Passage(pack.full(cite), pack.text(cite))


def receipt(given: dict[str, Any]) -> LawReceipt:
    """Return the law's receipt as documents print it."""
    return LawReceipt(given["pack"], given["status"], given["engine"], tuple(sorted(given["files"].items())))


def _measure(file: CaseFile, then: CaseFile, order: Order) -> document.Measure:
    found = next(each for each in measures(then) if each["name"] == order.measure)
    return document.Measure(
        name=order.measure,
        terms=order.terms,
        rules=tuple(
            passage(file.pack, cite) for cite in decision_rules(file.pack.id).measures[order.measure].rules
        ),
        conditions=tuple(
            _condition(each)
            for way in found["ways"]
            if way["holds"] in ("yes", "")
            for each in way["conditions"]
        ),
        wording=order.wording,
        exceptions=order.exceptions,
        lasts=order.duration,
        served_at=order.served_at,
        expires_at=file.ends.get(order.name),
        area=_area(then, order),
        **_said_with(order.decision),
    )


def _said_with(decision: said.Decided | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "exempted": decision.exempted,
        "place": decision.place,
        "covers": decision.covers,
        "begins_at_release": decision.begins == "release",
    }


def _weighed(then: CaseFile, order: Order) -> Iterator[said.Event]:
    """Yield the incidents that the decision names as weighed; all of them where it names none."""
    named = order.decision.weighed_facts if order.decision else ()
    for event in then.happened:
        if isinstance(event, ACTS) and (not named or event.id in named):
            yield event


def act_text(event: said.Event) -> str:
    """Return what an act was, in words: its account, or how many contacts a log holds."""
    if isinstance(event, said.ContactsLogged):
        count = len(event.contacts)
        after = _("{n} contacts after a clear no") if event.after_refusal else _("{n} contacts")
        first = min(each.at for each in event.contacts)
        return _("{what}, the first on {day}").format(what=after.format(n=count), day=day(first))
    return str(getattr(event, "summary", ""))


def _considerations(then: CaseFile, order: Order) -> tuple[str, ...]:
    if order.decision and order.decision.considerations:
        return tuple(line.strip() for line in order.decision.considerations.splitlines() if line.strip())
    found = next(each for each in measures(then) if each["name"] == order.measure)
    lines = [line for way in found["ways"] for each in way["conditions"] for line in each["answers"]]
    return tuple(dict.fromkeys(line.event.reasons for line in lines))


def _condition(condition: dict[str, Any]) -> document.Condition:
    answers = condition["answers"]
    return document.Condition(
        passage=Passage(condition["citation"], condition["text"]),
        holds=condition["holds"],
        facts=tuple(word(fact) for fact, _ in condition["facts"]),
        assessed_by=answers[-1].by if answers else None,
        reasons=" ".join(line.event.reasons for line in answers),
    )


def _area(then: CaseFile, order: Order) -> document.Area | None:
    if order.zone is None:
        return None
    drawn = [
        event for event in then.happened if isinstance(event, said.ZoneDrawn) and event.zone == order.zone
    ][-1]
    geometry = then.case.zones.get(name=drawn.zone, sha256=drawn.sha256).geometry
    return document.Area(drawn.zone, polygons_of(geometry), sha256(geometry))


def remedies(file: CaseFile, order: Order) -> tuple[document.Remedy, ...]:
    """Return the ways to have an order tried, with the limits that the law's data holds."""
    return tuple(
        document.Remedy(
            kind=remedy.kind,
            measures=(order.measure,),
            to=remedy.to,
            passage=passage(file.pack, remedy.provision),
            within=remedy.within,
            submitted_within=remedy.submitted_within.get(order.measure),
            last_moment=file.due("demand_court_review", order.name)
            if remedy.kind == "court_review"
            else None,
            suspends=remedy.suspends,
        )
        for remedy in decision_rules(file.pack.id).remedies
        if order.measure in remedy.measures
    )


def _fact(event: said.Event) -> document.Fact:
    return document.Fact(event.at, f"{getattr(event, 'id', '')}: {act_text(event)}")


def _party(then: CaseFile, role: str) -> said.PartyRecorded | None:
    found = [event for event in then.happened if isinstance(event, said.PartyRecorded) and event.role == role]
    return found[-1] if found else None
