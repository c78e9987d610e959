"""Which measures are open on these facts, and why: the answer of `vaern law assess`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from vaern.errors import InputError
from vaern.law.answer import Answer, Holds, all_of, any_of
from vaern.law.choice import Candidate, settle
from vaern.law.conditions import Question, evaluate, evaluate_ground, evaluate_rule
from vaern.law.facts import Facts, read_facts
from vaern.law.nested import rules_behind
from vaern.law.receipt import receipt
from vaern.law.statute import REMARKS, Ground, Note, Pack, Provision, Rule, is_within


def assess(pack: Pack, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the contract's answer to the contract's input; raises InputError for input it cannot use.

    `{"law", "measures": {measure: {"available", "grounds": [{"citation", "holds", "conditions":
    [condition]}], "general_conditions": [condition], "max_duration", "authority", "combinable_with",
    "notes": [{"text", "citation"}]}}, "receipt"}`, where a condition is `{"id", "citation", "text", "holds",
    "because", "missing"}`. A measure is available when one ground and every general condition holds.
    """
    assessment = Assessment(pack, read_facts(facts, pack.id, pack.measures, ZoneInfo(pack.time_zone)))
    measures = {measure: assessment.measure(measure) for measure in pack.measures}
    return {"law": pack.id, "measures": measures, "receipt": receipt(pack)}


class Assessment:
    """One pack asked on one set of facts; what it has answered once it does not work out again."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        self.pack = pack.at(pack.day(facts.at))
        self.facts = facts
        self._zone = ZoneInfo(pack.time_zone)
        self._known: dict[tuple[str, Any], Answer] = {}
        self._asked: set[tuple[str, Any]] = set()

    def measure(self, measure: str) -> dict[str, Any]:
        """Return everything the contract says about one measure."""
        grounds = [self._shown_ground(provision, ground) for provision, ground in self._grounds(measure)]
        general = [self._shown(measure, provision, rule) for provision, rule in self._general(measure)]
        conditions = [each for ground in grounds for each in ground["conditions"]] + general
        return {
            "available": self.available(self.facts, measure).holds.value,
            "grounds": grounds,
            "general_conditions": general,
            "max_duration": self._term(measure, "max_duration"),
            "authority": self._term(measure, "authority"),
            "combinable_with": list(self.pack.measures[measure].combinable_with),
            "notes": list(self._notes(measure, conditions)),
        }

    def available(self, facts: Facts, measure: str) -> Answer:
        """Answer whether the measure is open on these facts: one ground, and every general condition."""
        key = (measure, facts.known.get("protected.role"))
        if key in self._asked:
            where = f"{self.pack.id}: {measure}"
            raise InputError("conditions refer to one another in a circle", where, "conditions that end")
        if key not in self._known:
            self._asked.add(key)
            grounds = [self._ground(facts, provision, ground) for provision, ground in self._grounds(measure)]
            general = [
                evaluate_rule(self._question(facts, measure, provision), provision.cite, rule.id)
                for provision, rule in self._general(measure)
            ]
            self._known[key] = all_of([any_of(grounds), *general])
            self._asked.discard(key)
        return self._known[key]

    def _question(self, facts: Facts, measure: str, provision: Provision) -> Question:
        return Question(self.pack, facts, measure, provision, self.available, self._zone)

    def _grounds(self, measure: str) -> Iterator[tuple[Provision, Ground]]:
        for provision in self.pack.provisions.values():
            for ground in provision.grounds:
                if ground.opens == measure:
                    yield provision, ground

    def _general(self, measure: str) -> Iterator[tuple[Provision, Rule]]:
        for provision in self.pack.provisions.values():
            for rule in provision.rules.values():
                if measure in rule.general_for:
                    yield provision, rule

    def _ground(self, facts: Facts, provision: Provision, ground: Ground) -> Answer:
        question = self._question(facts, ground.opens, provision)
        return evaluate_ground(question, ground)

    def _shown_ground(self, provision: Provision, ground: Ground) -> dict[str, Any]:
        there = self.pack.provisions
        return {
            "citation": self.pack.full(provision.cite),
            "holds": self._ground(self.facts, provision, ground).holds.value,
            "conditions": [
                self._shown(ground.opens, there[cite], there[cite].rules[rule])
                for cite, rule in ground.conditions
            ],
        }

    def _shown(self, measure: str, provision: Provision, rule: Rule) -> dict[str, Any]:
        answer = evaluate(self._question(self.facts, measure, provision), rule.when)
        return {
            "id": rule.id,
            "citation": self.pack.citation_of(provision, rule),
            "text": self.pack.text_of(provision, rule),
            "holds": answer.holds.value,
            "because": list(answer.because),
            "missing": list(answer.missing),
        }

    def _term(self, measure: str, name: str) -> str | None:
        candidates = []
        for provision in self.pack.provisions.values():
            for term in provision.terms:
                value = getattr(term, name)
                if measure in term.measures and value and self._applies(measure, provision, term.when):
                    words = provision.values[value].is_
                    candidates.append(Candidate(words, self.pack.full(provision.cite), term.when is not None))
        settled = settle(candidates, f"{self.pack.id}: {name} of {measure}")
        return settled.value if settled else None

    def _applies(self, measure: str, provision: Provision, when: Any) -> bool:
        question = self._question(self.facts, measure, provision)
        return when is None or evaluate(question, when).holds is Holds.YES

    def _notes(self, measure: str, conditions: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
        for note in self.pack.notes:
            yield self._shown_note(note)
        yield from self._out_of_force()
        for provision in self.pack.provisions.values():
            yield from (self._shown_note(note) for note in provision.notes if measure in note.measures)
        shown = {(each["citation"].removesuffix(REMARKS), each["id"]): each["holds"] for each in conditions}
        shown = {**dict(self._behind(measure, shown)), **shown}
        yield from self._readings({citation for citation, _ in shown})
        yield from self._guidance({key for key, holds in shown.items() if holds == Holds.UNDETERMINED})

    def _behind(
        self, measure: str, shown: Mapping[tuple[str, str], str]
    ) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield the rules behind those shown; an answer that is settled leaves nothing open behind it."""
        for provision in self.pack.provisions.values():
            for rule in provision.rules.values():
                holds = shown.get((self.pack.full(provision.cite), rule.id))
                if holds is not None:
                    question = self._question(self.facts, measure, provision)
                    for there, name in rules_behind(question, rule.when):
                        if holds == Holds.UNDETERMINED:
                            holds_there = evaluate_rule(there, there.provision.cite, name).holds.value
                        else:
                            holds_there = holds
                        yield (self.pack.full(there.provision.cite), name), holds_there

    def _shown_note(self, note: Note) -> dict[str, str]:
        return {"text": note.text, "citation": self.pack.full(note.citation)}

    def _out_of_force(self) -> Iterator[dict[str, str]]:
        if not is_within(self.pack.in_force, self.pack.day(self.facts.at)):
            title = next(iter(self.pack.provisions))
            yield {"text": "The law was not in force on this date.", "citation": self.pack.full(title)}

    def _readings(self, shown: set[str]) -> Iterator[dict[str, str]]:
        for provision in self.pack.provisions.values():
            if self.pack.full(provision.cite) in shown:
                for reading in provision.readings:
                    yield {"text": f"Reading: {reading}", "citation": self.pack.full(provision.cite)}

    def _guidance(self, open_: set[tuple[str, str]]) -> Iterator[dict[str, str]]:
        for provision in self.pack.provisions.values():
            for remark in provision.remarks:
                if any((self.pack.full(provision.cite), rule) in open_ for rule in remark.guides):
                    yield {"text": remark.words, "citation": self.pack.full(provision.cite + REMARKS)}
