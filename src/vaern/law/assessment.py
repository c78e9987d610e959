"""Which measures are open on these facts, and why: the answer of `vaern law assess`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vaern.law.answer import UNDETERMINED, YES, Answer
from vaern.law.asked import Asked
from vaern.law.choice import settle
from vaern.law.intrusiveness import least_intrusive
from vaern.law.prepared import Behind, Condition, Key, OneMeasure, Prepared, Words, versions
from vaern.law.receipt import receipt
from vaern.law.statute import Pack, is_within


def assess(pack: Pack, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the contract's answer to the contract's input; raises InputError for input it cannot use.

    `{"law", "measures": {measure: {"available", "grounds": [{"citation", "holds", "conditions":
    [condition]}], "general_conditions": [condition], "max_duration", "authority", "combinable_with",
    "notes": [{"text", "citation"}], "assessments": [{"judged", "answer", "citation", "decided_by", "weigh",
    "practice"}]}}, "least_intrusive", "receipt"}`, where a condition is `{"id", "citation", "text", "holds",
    "because", "missing"}`. A measure is available when one ground and every general condition holds.
    """
    ready = versions(pack)
    read = ready.read(facts)
    asked_of = ready.at(read.at.astimezone(ready.zone).date())
    assessment = Assessment(asked_of, Asked(read, ready.zone, asked_of.available))
    measures = {measure: assessment.measure(measure) for measure in pack.measures}
    pointed_out = least_intrusive(pack, {name: each["available"] for name, each in measures.items()})
    return {"law": pack.id, "measures": measures, "least_intrusive": pointed_out, "receipt": receipt(pack)}


class Assessment:
    """One version of a pack asked on one set of facts."""

    def __init__(self, prepared: Prepared, asked: Asked) -> None:
        self._prepared = prepared
        self._asked = asked
        is_in_force = is_within(prepared.pack.in_force, asked.today)
        self._not_in_force = [] if is_in_force else [prepared.not_in_force]

    def measure(self, measure: str) -> dict[str, Any]:
        """Return everything the contract says about one measure."""
        ready = self._prepared.measure(measure)
        answers = [condition.ask(self._asked, measure) for condition in ready.conditions]
        shown = [_shown(*each) for each in zip(ready.conditions, answers, strict=True)]
        return {
            "available": self._prepared.available(self._asked, measure).holds,
            "grounds": [
                {
                    "citation": ground.citation,
                    "holds": ground.ask(self._asked, measure).holds,
                    "conditions": shown[ground.shown],
                }
                for ground in ready.grounds
            ],
            "general_conditions": shown[ready.general],
            "max_duration": self._term(measure, ready, "max_duration"),
            "authority": self._term(measure, ready, "authority"),
            "combinable_with": list(ready.combinable_with),
            "notes": [each.copy() for each in self._notes(measure, ready, answers)],
            "assessments": [
                {**each.said, "answer": self._asked.known.get(each.key)} for each in ready.assessments
            ],
        }

    def _term(self, measure: str, ready: OneMeasure, name: str) -> str | None:
        applicable = [
            term.candidate
            for term in ready.terms[name]
            if term.when is None or term.when(self._asked, measure).holds == YES
        ]
        settled = settle(applicable, f"{self._prepared.pack.id}: {name} of {measure}")
        return settled.value if settled else None

    def _notes(self, measure: str, ready: OneMeasure, answers: Sequence[Answer]) -> list[Words]:
        open_ = self._open(measure, ready, answers)
        return [
            *self._prepared.notes,
            *self._not_in_force,
            *ready.notes,
            *(words for guided, words in ready.guidance if not guided.isdisjoint(open_)),
        ]

    def _open(self, measure: str, ready: OneMeasure, answers: Sequence[Answer]) -> set[Key]:
        """The rules that are open; behind a settled answer nothing is, nor is what is shown as settled."""
        open_: set[Key] = set()
        settled: set[Key] = set()
        for condition, answer in zip(ready.conditions, answers, strict=True):
            if answer.holds == UNDETERMINED:
                open_.add(condition.key)
                open_.update(self._open_behind(measure, condition.behind))
            else:
                settled.add(condition.key)
        return open_ - settled

    def _open_behind(self, measure: str, behind: Sequence[Behind]) -> Iterator[Key]:
        for each in behind:
            if each.ask(self._asked.protecting(each.role), measure).holds == UNDETERMINED:
                yield each.key
                yield from self._open_behind(measure, each.behind)


def _shown(condition: Condition, answer: Answer) -> dict[str, Any]:
    return {
        "id": condition.key[1],
        "citation": condition.citation,
        "text": condition.text,
        "holds": answer.holds,
        "because": [*answer.because],
        "missing": [*answer.missing],
    }
