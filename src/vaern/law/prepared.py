"""A version of a pack made ready to be asked: per measure everything that is the same whatever the facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from vaern.law.answer import Answer, all_of, any_of
from vaern.law.asked import Ask, Asked
from vaern.law.choice import Candidate
from vaern.law.conditions import Conditions
from vaern.law.facts import PROPORTIONATE, facts_reader
from vaern.law.provision import Cited, Note, Provision, Rule
from vaern.law.statute import REMARKS, Pack

Key: TypeAlias = tuple[str, str]
"""A rule by its provision and its id."""

Words: TypeAlias = dict[str, str]
"""A note as it is shown: `{"text", "citation"}`."""

NOT_IN_FORCE = "The law was not in force on this date."


@dataclass(frozen=True, slots=True)
class Behind:
    """A rule that a condition asks in turn, if need be for somebody else's protection."""

    key: Key
    role: str | None
    ask: Ask
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule as a measure shows it."""

    key: Key
    citation: str
    text: str
    ask: Ask
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class OneGround:
    """One way into a measure; its conditions are those of the measure at the places `shown`."""

    citation: str
    ask: Ask
    shown: slice


@dataclass(frozen=True, slots=True)
class OneTerm:
    """What a term answers, and when it applies; always where there is no `when`."""

    candidate: Candidate
    when: Ask | None


@dataclass(frozen=True, slots=True)
class OneAssessment:
    """A question left to a person: the key of the answer, and what is said of it whatever the answer."""

    key: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OneMeasure:
    """One measure: its grounds, general conditions and terms, and what may be noted about it.

    `conditions` are those of the grounds and then the general ones; `notes` stand whatever the facts,
    `guidance` are remarks with the rules whose open question they help to answer.
    """

    grounds: tuple[OneGround, ...]
    general: slice
    conditions: tuple[Condition, ...]
    terms: Mapping[str, tuple[OneTerm, ...]]
    notes: tuple[Words, ...]
    guidance: tuple[tuple[frozenset[Key], Words], ...]
    assessments: tuple[OneAssessment, ...]
    combinable_with: tuple[str, ...]


class Prepared:
    """One version of a pack; a measure is made ready when it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._conditions = Conditions(pack)
        self._measures: dict[str, OneMeasure] = {}
        self.notes = [self._words(note) for note in pack.notes]
        self.not_in_force = {"text": NOT_IN_FORCE, "citation": pack.full(next(iter(pack.provisions), ""))}

    def measure(self, measure: str) -> OneMeasure:
        """Return a measure made ready."""
        if measure not in self._measures:
            self._measures[measure] = self._made_ready(measure)
        return self._measures[measure]

    def available(self, asked: Asked, measure: str) -> Answer:
        """Answer whether a measure is open on these facts: one ground, and every general condition."""
        key = ("available", measure)
        found = asked.answered.get(key)
        if found is None:
            ready = self.measure(measure)
            opened = any_of([ground.ask(asked, measure) for ground in ready.grounds])
            general = [condition.ask(asked, measure) for condition in ready.conditions[ready.general]]
            found = asked.answered[key] = all_of([opened, *general])
        return found

    def _made_ready(self, measure: str) -> OneMeasure:
        shown: list[Condition] = []
        grounds = tuple(self._grounds(measure, shown))
        general = slice(len(shown), None)
        shown.extend(self._general(measure))
        asked = set(_keys(shown))
        return OneMeasure(
            grounds=grounds,
            general=general,
            conditions=tuple(shown),
            terms={name: tuple(self._terms(measure, name)) for name in ("max_duration", "authority")},
            notes=(*self._notes(measure), *self._readings({cite for cite, _ in asked})),
            guidance=tuple(self._guidance(asked)),
            assessments=tuple(self._assessments(measure)),
            combinable_with=self.pack.measures[measure].combinable_with,
        )

    def _grounds(self, measure: str, shown: list[Condition]) -> Iterator[OneGround]:
        """Yield the grounds, and put the conditions of each behind those shown already."""
        there = self.pack.provisions
        for provision in there.values():
            for ground in provision.grounds:
                if ground.opens == measure:
                    first = len(shown)
                    shown.extend(
                        self._condition(there[cite], there[cite].rules[rule])
                        for cite, rule in ground.conditions
                    )
                    ask = self._conditions.ground(ground)
                    yield OneGround(self.pack.full(provision.cite), ask, slice(first, len(shown)))

    def _general(self, measure: str) -> Iterator[Condition]:
        for provision in self.pack.provisions.values():
            for rule in provision.rules.values():
                if measure in rule.general_for:
                    yield self._condition(provision, rule)

    def _condition(self, provision: Provision, rule: Rule) -> Condition:
        return Condition(
            key=(provision.cite, rule.id),
            citation=self.pack.citation_of(provision, rule),
            text=self.pack.text_of(provision, rule),
            ask=self._conditions.rule(provision.cite, rule.id),
            behind=tuple(self._behind(rule.when, None)),
        )

    def _behind(self, expression: Any, role: str | None) -> Iterator[Behind]:
        """Yield the rules that an expression asks by `rule` or `ground`, and those behind them."""
        if isinstance(expression, list):
            for each in expression:
                yield from self._behind(each, role)
        if not isinstance(expression, Mapping):
            return
        protecting = expression.get("protecting") or role
        for cite, rule in self._conditions.named(expression):
            further = tuple(self._behind(self.pack.provisions[cite].rules[rule].when, protecting))
            yield Behind((cite, rule), protecting, self._conditions.rule(cite, rule), further)
        for each in expression.values():
            yield from self._behind(each, role)

    def _terms(self, measure: str, name: str) -> Iterator[OneTerm]:
        for provision in self.pack.provisions.values():
            for term in provision.terms:
                value = getattr(term, name)
                if measure in term.measures and value:
                    said, cite = provision.values[value].is_, self.pack.full(provision.cite)
                    when = self._conditions.expression(provision, term.when) if term.when else None
                    yield OneTerm(Candidate(said, cite, when is not None), when)

    def _notes(self, measure: str) -> Iterator[Words]:
        for provision in self.pack.provisions.values():
            yield from (self._words(note) for note in provision.notes if measure in note.measures)

    def _words(self, note: Note) -> Words:
        return {"text": note.text, "citation": self.pack.full(note.citation)}

    def _readings(self, cites: set[str]) -> Iterator[Words]:
        for provision in self.pack.provisions.values():
            if provision.cite in cites:
                for reading in provision.readings:
                    yield {"text": f"Reading: {reading}", "citation": self.pack.full(provision.cite)}

    def _guidance(self, asked: set[Key]) -> Iterator[tuple[frozenset[Key], Words]]:
        for provision in self.pack.provisions.values():
            for remark in provision.remarks:
                guided = asked & {(provision.cite, rule) for rule in remark.guides}
                if guided:
                    citation = self.pack.full(provision.cite + REMARKS)
                    yield frozenset(guided), {"text": remark.words, "citation": citation}

    def _assessments(self, measure: str) -> Iterator[OneAssessment]:
        for provision in self.pack.provisions.values():
            for each in provision.assessments:
                if measure in each.measures:
                    key = f"judgements.{each.judged}"
                    yield OneAssessment(
                        f"{key}.{measure}" if each.judged == PROPORTIONATE else key,
                        {
                            "judged": each.judged,
                            "citation": self.pack.full(provision.cite),
                            "decided_by": each.decided_by,
                            "weigh": [self._quoted(provision, factor) for factor in each.weigh],
                            "practice": [self._quoted(provision, example) for example in each.practice],
                        },
                    )

    def _quoted(self, provision: Provision, cited: Cited) -> Words:
        text = self.pack.text_of(provision, cited)
        return {"text": text, "citation": self.pack.citation_of(provision, cited)}


class Versions:
    """A pack with what it says at every time made ready, each version when it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.zone = ZoneInfo(pack.time_zone)
        self.read = facts_reader(pack.id, pack.measures, self.zone)
        self._begins = sorted(set(_beginnings(pack)))
        self._ready: dict[int, Prepared] = {}

    def at(self, day: date) -> Prepared:
        """Return the version of a day."""
        place = bisect_right(self._begins, day)
        if place not in self._ready:
            self._ready[place] = Prepared(self._pack.at(day))
        return self._ready[place]


@lru_cache
def versions(pack: Pack) -> Versions:
    """Return the pack made ready, the same each time it is asked for."""
    return Versions(pack)


def _keys(asked: Iterable[Condition | Behind]) -> Iterator[Key]:
    for each in asked:
        yield each.key
        yield from _keys(each.behind)


def _beginnings(pack: Pack) -> Iterator[date]:
    for provision in pack.versions:
        first, last = provision.in_force.get("from"), provision.in_force.get("to")
        if first:
            yield date.fromisoformat(first)
        if last:
            yield date.fromisoformat(last) + timedelta(days=1)
