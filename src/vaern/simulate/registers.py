"""Logs of cases that fit the published tables of seed 004, so that the tables can be proved to count right.

The published tables give sums and not which case is which: what is not tied together there is dealt out in a
fixed order here. Persons, days and numbers are made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.simulate.tilhold_years import tilhold_years
from vaern.statistics.records import Filed, Record, records
from vaern.statistics.shelf import definition

CLOCK = ZoneInfo("Europe/Copenhagen")
LAW = "dk-2004"
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
class _Case:
    """What one of the 60 expulsion cases is to be like."""

    district: str
    closed_on: date
    outcome: str
    facts: dict[str, Any] = field(default_factory=dict)

    def at(self, days: int = 0, hour: int = 12) -> datetime:
        """Return an hour of a day counted from the decision."""
        return datetime.combine(self.closed_on + timedelta(days=days), time(hour), CLOCK)


def register() -> Iterator[tuple[str, Record]]:
    """Yield the records of all logs, and the potential cases as a statistics office would give them."""
    for filed, log in logs():
        yield from records(filed, log)
    yield from (("potential", record) for record in _potential())


def logs() -> Iterator[tuple[Filed, list[Event]]]:
    """Yield every case with its log: 60 expulsion cases, misfiled numbers, tilhold of nine years."""
    every = [*((case.district, _log(case)) for case in _expulsion_cases()), *_other_numbers()]
    taken = sum(isinstance(e, said.Decided) and e.measure == "tilhold" for _, log in every for e in log)
    assert taken == 3
    every += [(None, log) for log in tilhold_years(CLOCK, _attached(log for _, log in every))]
    for number, (district, log) in enumerate(every, start=1):
        yield Filed(number, LAW, CLOCK, district), log


def _attached(every: Iterator[list[Event]]) -> list[int]:
    """Return the years of the tilhold that were decided with an expulsion: they are among the year's own."""
    return [e.at.year for log in every for e in log if isinstance(e, said.Decided) and e.measure == "tilhold"]


def _published(name: str) -> dict[str, Any]:
    return definition(name).published


def _column(name: str, column: str) -> dict[str, float]:
    return {row: cells[column] for row, cells in _published(name).items()}


def _dealt(counts: dict[str, float], rng: Random, size: int | None = None) -> list[Any]:
    """Return each value as often as it was counted, shuffled; `unknown` and what is left over is None."""
    values: list[Any] = [
        None if value in ("unknown", "none") else value
        for value, count in counts.items()
        for _ in range(int(count))
    ]
    values += [None] * ((size or len(values)) - len(values))
    rng.shuffle(values)
    return values


def _expulsion_cases() -> list[_Case]:
    """Return the 60 cases: quarter, outcome and district first, then what the 43 expulsions were like."""
    rng = Random(2009)
    districts = _dealt(_column("by-district", "real"), rng)
    reasons = _dealt({name: count for name, count in _published("outcome").items() if name != "decided"}, rng)
    cases: list[_Case] = []
    for quarter, cells in _published("by-quarter").items():
        month, day = _QUARTERS[quarter[-1]]
        for column, count in cells.items():
            for _ in range(int(count)):
                outcome = "decided" if column == "expulsion" else reasons.pop()
                cases.append(_Case(districts.pop(), date(int(quarter[:4]), month, day), outcome))
    expulsions = [case for case in cases if case.outcome == "decided"]
    for name, values in _facts(rng).items():
        for case, value in zip(expulsions, values, strict=True):
            case.facts[name] = value
    for place, case in enumerate(expulsions):
        case.facts["asked"] = place >= _published("who-asked")["unknown"]
    errors = (case for case in cases if case.outcome == "not_an_order")
    next(errors).facts["served_in_error"] = True
    for place, case in enumerate(cases):
        more = place < _published("journal-numbers")["real"] - len(cases)
        case.facts["numbers"] = [f"B-{place}", f"B-{place}-b"] if more else [f"B-{place}"]
    return cases


def _facts(rng: Random) -> dict[str, Sequence[Any]]:
    """Return the values of the 43 expulsions, fact by fact; the last two have no service."""
    notices = iter(_dealt(_published("days-to-municipality"), rng, 30))
    told = _dealt(_published("municipality-told"), rng)
    wishes = _unknown_last(_dealt(_published("review-wish"), rng))
    results = iter(_dealt(_published("review-result"), rng))
    rulings = [next(results) if wish == "yes" else None for wish in wishes]
    decisions = _dealt(_column("criminal-decision", "expulsion"), rng, 33)
    return {
        "course": [*_courses(), (0, None, 8), (0, None, 8)],
        "crime": [*_dealt(_column("crime", "expulsion"), rng), *[None] * 10],
        "criminal_decision": [*decisions, *[None] * 10],
        "protected": _protected(),
        "relationship": _dealt(_published("relationship"), rng),
        "respondent_age": _ages(_column("age", "respondent")),
        "protected_age": _ages(_column("age", "protected")),
        "together_after": _dealt(_published("together-after"), rng),
        "told_after": [(next(notices) or "undated") if each else None for each in told],
        "residence": _dealt(_published("residence"), rng),
        "review_wish": wishes,
        "ruling": rulings,
        "ending": _endings(rulings, rng),
        "leaflet": _unknown_last(_dealt(_published("leaflet"), rng)),
        "attached": _dealt(_published("attached"), rng),
        "fixed_duration": _dealt(_published("fixed-duration"), rng),
        "extended": _dealt(_published("extended"), rng),
        "breaches": _dealt(_published("breaches"), rng),
        "arrested": _dealt(_published("arrested"), rng),
        "remand_days": _dealt(_published("remanded"), rng, 43),
        "convicted_before": _dealt(_published("convicted-before"), rng),
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
    return [value for value, count in _published("protected").items() for _ in range(int(count))]


def _ages(figures: dict[str, float]) -> list[int]:
    """Return 43 ages with this youngest, oldest and mean."""
    size, mean = 43, int(figures["mean"])
    ages = [int(figures["youngest"]), int(figures["oldest"]), *[mean] * (size - 2)]
    ages[2] += size * mean - sum(ages)
    return ages


def _endings(rulings: Sequence[str | None], rng: Random) -> list[str | None]:
    """Return why each ended before its time; one was lifted before the court could rule."""
    lifted = _dealt(_published("lifted-early"), rng)
    places = [place for place, ruling in enumerate(rulings) if ruling is None]
    chosen = [rulings.index("lifted before the ruling"), *rng.sample(places, len(lifted) - 1)]
    return [lifted[chosen.index(place)] if place in chosen else None for place in range(len(rulings))]


def _log(case: _Case) -> list[Event]:
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


def _parties(case: _Case) -> Iterator[Event]:
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


def _no_order(case: _Case) -> Iterator[Event]:
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


def _order(case: _Case, served_after: int | None) -> Iterator[Event]:
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


def _ending(case: _Case, common: dict[str, Any]) -> Iterator[Event]:
    at, why = case.at(5), case.facts["ending"]
    if why == "reunited":
        yield said.ReunitedPeacefully(at=at, of_free_will=True, summary="-")
    elif why == "not stated":
        yield said.Withdrawn(at=at, **common)
    elif why:
        yield said.Lifted(at=at, because=why, reasons="-", **common)


def _criminal(case: _Case) -> Iterator[Event]:
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


def _afterwards(case: _Case) -> Iterator[Event]:
    facts = case.facts
    if facts["residence"]:
        yield said.AftermathRecorded(at=case.at(1), residence=facts["residence"])
    if facts["together_after"]:
        together = facts["together_after"] == "yes"
        yield said.AftermathRecorded(at=case.at(40), living_together=together, told_by="police")


def _other_numbers() -> Iterator[tuple[str | None, list[Event]]]:
    """Yield the journal numbers that were not of the Act or not of these years, by district where known."""
    numbers, rng = _published("journal-numbers"), Random(206)
    codes = _dealt(_published("misfiled-as"), rng)
    for place, district in enumerate(_dealt(_column("by-district", "misfiled"), rng)):
        yield district, _moved(f"M-{place}", 2007 + place % 2, codes[place])
    for place in range(int(numbers["not sent in"])):
        yield None, _moved(f"N-{place}", 2007, "other")
    for place in range(int(numbers["of 2006"])):
        at = datetime(2006, 7, 1, 12, tzinfo=CLOCK)
        yield None, [said.JournalNumberGiven(at=at, number=f"E-{place}", filed_as="bortvisning")]


def _moved(number: str, year: int, code: Any) -> list[Event]:
    at = datetime(year, 4, 1, 12, tzinfo=CLOCK)
    return [
        said.JournalNumberGiven(at=at, number=number, filed_as="bortvisning"),
        said.JournalNumberReclassified(at=at + timedelta(days=1), number=number, filed_as=code, reasons="-"),
    ]


def _potential() -> Iterator[Record]:
    """Yield the potential cases: their years, districts, crimes and decisions, dealt out each by itself."""
    rng = Random(1907)
    years = _dealt(_published("potential-by-year"), rng)
    districts = _dealt(_column("by-district", "potential"), rng)
    crimes = _dealt(_column("crime", "potential"), rng)
    decisions = _dealt(_column("criminal-decision", "potential"), rng, len(years))
    for year, district, crime, decision in zip(years, districts, crimes, decisions, strict=True):
        yield {"year": int(year), "district": district, "crime": crime, "criminal_decision": decision}
