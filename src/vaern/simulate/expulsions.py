"""The 60 expulsion cases of 2007-2008, each with a log, dealt out so that every published sum is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.statistics.shelf import definition

CLOCK = ZoneInfo("Europe/Copenhagen")
_QUARTERS = {"1": (2, 10), "2": (5, 10), "3": (8, 10), "4": (11, 5)}
_DECIDED_AFTER = (*[0] * 14, *[1] * 9, *[2] * 5, 3, 4, 4, 5, 6, 7, 10, 12, 13, 14, 22, 34, 42)
"""Days from the act to the decision in the 41 cases with both: one set that gives every published sum."""
_SERVED_AFTER = {0: 1, 14: 1, 28: 1, 29: 1, 30: 3, 38: 1, 40: 2}
"""Days from the decision to service, by place in `_DECIDED_AFTER`, where it was not the same day."""
_EVENINGS = (14, 23, 24, 25, 26)
"""Acts so late on their day that service two days later came within 48 hours."""
_SEXES = (("female", "male"), ("male", "female"))
_BEFORE = {"yes, of violence": "violence_or_threats", "yes, of other things": "other", "no": "nothing"}


@dataclass
class ExpulsionCase:
    """What one of the 60 expulsion cases is to be like."""

    district: str
    closed_on: date
    outcome: str
    facts: dict[str, Any] = field(default_factory=dict)

    def at(self, days: int = 0, hour: int = 12) -> datetime:
        """Return an hour of a day counted from the decision."""
        return datetime.combine(self.closed_on + timedelta(days=days), time(hour), CLOCK)


def published(name: str) -> dict[str, Any]:
    """Return the printed cells of a table."""
    return definition(name).published


def column(name: str, column: str) -> dict[str, float]:
    """Return one printed column, row by row."""
    return {row: cells[column] for row, cells in published(name).items()}


def dealt(counts: dict[str, float], rng: Random, size: int | None = None) -> list[Any]:
    """Return each value as often as it was counted, shuffled; `unknown` and what is left over is None."""
    values: list[Any] = [
        None if value in ("unknown", "none") else value
        for value, count in counts.items()
        for _ in range(int(count))
    ]
    values += [None] * ((size or len(values)) - len(values))
    rng.shuffle(values)
    return values


def expulsion_cases() -> list[ExpulsionCase]:
    """Return the 60 cases: quarter, outcome and district first, then what the 43 expulsions were like."""
    rng = Random(2009)
    districts = dealt(column("by-district", "real"), rng)
    reasons = dealt({name: count for name, count in published("outcome").items() if name != "decided"}, rng)
    cases: list[ExpulsionCase] = []
    for quarter, cells in published("by-quarter").items():
        month, day = _QUARTERS[quarter[-1]]
        for what, count in cells.items():
            for _ in range(int(count)):
                outcome = "decided" if what == "expulsion" else reasons.pop()
                cases.append(ExpulsionCase(districts.pop(), date(int(quarter[:4]), month, day), outcome))
    expulsions = [case for case in cases if case.outcome == "decided"]
    for name, values in _facts(rng).items():
        for case, value in zip(expulsions, values, strict=True):
            case.facts[name] = value
    for place, case in enumerate(expulsions):
        case.facts["asked"] = place >= published("who-asked")["unknown"]
    errors = (case for case in cases if case.outcome == "not_an_order")
    next(errors).facts["served_in_error"] = True
    for place, case in enumerate(cases):
        more = place < published("journal-numbers")["real"] - len(cases)
        case.facts["numbers"] = [f"B-{place}", f"B-{place}-b"] if more else [f"B-{place}"]
    return cases


def _facts(rng: Random) -> dict[str, Sequence[Any]]:
    """Return the values of the 43 expulsions, fact by fact; the last two have no service."""
    notices = iter(dealt(published("days-to-municipality"), rng, 30))
    told = dealt(published("municipality-told"), rng)
    wishes = _unknown_last(dealt(published("review-wish"), rng))
    results = iter(dealt(published("review-result"), rng))
    rulings = [next(results) if wish == "yes" else None for wish in wishes]
    decisions = dealt(column("criminal-decision", "expulsion"), rng, 33)
    return {
        "course": [*_courses(), (0, None, 8), (0, None, 8)],
        "crime": [*dealt(column("crime", "expulsion"), rng), *[None] * 10],
        "criminal_decision": [*decisions, *[None] * 10],
        "protected": _protected(),
        "relationship": dealt(published("relationship"), rng),
        "respondent_age": _ages(column("age", "respondent")),
        "protected_age": _ages(column("age", "protected")),
        "together_after": dealt(published("together-after"), rng),
        "told_after": [(next(notices) or "undated") if each else None for each in told],
        "residence": dealt(published("residence"), rng),
        "review_wish": wishes,
        "ruling": rulings,
        "ending": _endings(rulings, rng),
        "leaflet": _unknown_last(dealt(published("leaflet"), rng)),
        "attached": dealt(published("attached"), rng),
        "fixed_duration": dealt(published("fixed-duration"), rng),
        "extended": dealt(published("extended"), rng),
        "breaches": dealt(published("breaches"), rng),
        "arrested": dealt(published("arrested"), rng),
        "remand_days": dealt(published("remanded"), rng, 43),
        "convicted_before": dealt(published("convicted-before"), rng),
    }


def _unknown_last(values: list[Any]) -> list[Any]:
    """Return the values with two unknown ones at the end: without service, nobody could have said."""
    for place in (-1, -2):
        other = next(i for i, value in enumerate(values) if value is None and i < len(values) + place + 1)
        values[place], values[other] = values[other], values[place]
    return values


def _courses() -> Iterator[tuple[int, int, int]]:
    """Yield days to the decision, days on to service, and the hour of the act."""
    for place, days in enumerate(_DECIDED_AFTER):
        late_on_its_day = 20 if place in _EVENINGS else 16 if days > 2 else 8
        yield days, _SERVED_AFTER.get(place, 0), late_on_its_day


def _protected() -> list[str]:
    return [value for value, count in published("protected").items() for _ in range(int(count))]


def _ages(figures: dict[str, float]) -> list[int]:
    """Return 43 ages with this youngest, oldest and mean."""
    size, mean = 43, int(figures["mean"])
    ages = [int(figures["youngest"]), int(figures["oldest"]), *[mean] * (size - 2)]
    ages[2] += size * mean - sum(ages)
    return ages


def _endings(rulings: Sequence[str | None], rng: Random) -> list[str | None]:
    """Return why each ended before its time; one was lifted before the court could rule."""
    lifted = dealt(published("lifted-early"), rng)
    places = [place for place, ruling in enumerate(rulings) if ruling is None]
    chosen = [rulings.index("lifted before the ruling"), *rng.sample(places, len(lifted) - 1)]
    return [lifted[chosen.index(place)] if place in chosen else None for place in range(len(rulings))]


def log_of(case: ExpulsionCase) -> list[Event]:
    """Return the log of one of the 60 cases, in the order in which things happened."""
    facts = case.facts
    days, served_after, hour = facts.get("course", (1, 0, 8))
    log: list[Event] = [
        said.JournalNumberGiven(at=case.at(), number=number, filed_as="bortvisning")
        for number in facts["numbers"]
    ]
    log += [*_parties(case), said.IncidentRecorded(at=case.at(-days, hour), id="A1", kind="offence")]
    if facts.get("asked", True):
        log.append(said.Requested(at=case.at(), measure="bortvisning", by="victim"))
    if case.outcome == "decided":
        log += [*_order(case, served_after), *_criminal(case), *_afterwards(case)]
    else:
        log += _no_order(case)
    return sorted(log, key=lambda event: event.at)


def _parties(case: ExpulsionCase) -> Iterator[Event]:
    facts = case.facts
    who = facts.get("protected", "one woman")
    hers, his = _SEXES[who == "one man"]
    at = case.at(hour=10)
    for role, age, sex in (
        ("respondent", "respondent_age", his),
        ("protected_person", "protected_age", hers),
    ):
        born = date(case.closed_on.year - facts.get(age, 40), 1, 1)
        data = {"at": at, "role": role, "name": "-", "birthdate": born, "sex": sex}
        yield said.PartyRecorded.model_validate(data)
    if who == "woman and children":
        yield said.PartyRecorded(at=at, role="protected_person", name="-")
    if "relationship" in facts:
        yield said.RelationshipRecorded(at=at, kind=facts["relationship"], living_together=True)


def _no_order(case: ExpulsionCase) -> Iterator[Event]:
    at = case.at()
    if case.outcome == "withdrawn":
        yield said.Withdrawn(at=at, measure="bortvisning", reasons="-")
    elif case.outcome == "refused":
        yield said.Refused(at=at, measure="bortvisning", reasons="-")
    elif case.facts.get("served_in_error"):
        yield said.Decided(at=at, order="B", measure="bortvisning", duration="P4W")
        yield said.Served(at=case.at(hour=14), order="B", measure="bortvisning")
        yield said.Lifted(
            at=case.at(1), order="B", measure="bortvisning", because="made_in_error", reasons="-"
        )
    else:
        yield said.Admonished(at=at, manner="in_person", told="-")


def _order(case: ExpulsionCase, served_after: int | None) -> Iterator[Event]:
    facts, measure = case.facts, "bortvisning"
    common: dict[str, Any] = {"order": "B", "measure": measure}
    yield said.Decided(at=case.at(), duration=facts["fixed_duration"], **common)
    if facts["attached"]:
        yield said.Decided(at=case.at(), order="T", measure=facts["attached"])
    if facts["told_after"]:
        undated = facts["told_after"] == "undated"
        at = case.at(0 if undated else int(facts["told_after"]), 13)
        yield said.MunicipalityNotified(at=at, measure=measure, date_known=not undated)
    if served_after is not None:
        wish = facts["review_wish"]
        yield said.Served(
            at=case.at(served_after, 14),
            leaflet="leaflet" if facts["leaflet"] else "",
            wants_review=wish,
            **common,
        )
        if wish == "yes":
            yield said.CourtReviewRequested(at=case.at(served_after, 15), **common)
    if facts["ruling"] in ("approved", "partly_approved", "annulled"):
        yield said.Ruled(at=case.at(7), result=facts["ruling"], circumstances="-", **common)
    yield from _ending(case, common)
    for number in range(int(facts["breaches"])):
        yield said.BreachRecorded(at=case.at(9 + number), id=f"B{number}", **common)
    for number in range(int(facts["extended"])):
        yield said.Decided(at=case.at(26 + number), duration="P1W", extends=True, **common)


def _ending(case: ExpulsionCase, common: dict[str, Any]) -> Iterator[Event]:
    at, why = case.at(5), case.facts["ending"]
    if why == "reunited":
        yield said.ReunitedPeacefully(at=at, of_free_will=True, summary="-")
    elif why == "not stated":
        yield said.Withdrawn(at=at, **common)
    elif why:
        yield said.Lifted(at=at, because=why, reasons="-", **common)


def _criminal(case: ExpulsionCase) -> Iterator[Event]:
    facts = case.facts
    if facts["arrested"]:
        yield said.Detained(at=case.at(hour=9))
    if facts["remand_days"]:
        yield said.Remanded(at=case.at(hour=11), days=int(facts["remand_days"]))
    answer = _BEFORE[facts["convicted_before"]]
    yield said.CriminalRegisterAsked.model_validate({"at": case.at(hour=11), "answer": answer})
    if facts["crime"]:
        yield said.Charged(at=case.at(hour=11), provisions=facts["crime"])
    if facts["criminal_decision"]:
        yield said.OutcomeRecorded(at=case.at(90), result="judgment", kind=facts["criminal_decision"])


def _afterwards(case: ExpulsionCase) -> Iterator[Event]:
    facts = case.facts
    if facts["residence"]:
        yield said.AftermathRecorded(at=case.at(1), residence=facts["residence"])
    if facts["together_after"]:
        together = facts["together_after"] == "yes"
        yield said.AftermathRecorded(at=case.at(40), living_together=together, told_by="police")
