"""The rules behind a rule: those its expression refers to, and those behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vaern.law.conditions import Question


def rules_behind(question: Question, expression: Any) -> Iterator[tuple[Question, str]]:
    """Return each rule that an expression asks by `rule` or `ground`, with the question it is asked in."""
    if isinstance(expression, list):
        for each in expression:
            yield from rules_behind(question, each)
    if not isinstance(expression, Mapping):
        return
    for there, rule in _named(question, expression):
        yield there, rule
        yield from rules_behind(there, there.provision.rules[rule].when)
    for each in expression.values():
        yield from rules_behind(question, each)


def _named(question: Question, expression: Mapping[str, Any]) -> Iterator[tuple[Question, str]]:
    if "rule" in expression:
        yield question.at(expression["of"]), expression["rule"]
    if "ground" in expression:
        asked = question.protecting(expression.get("protecting"))
        for cite, rule in question.pack.provisions[expression["ground"]].grounds[0].conditions:
            yield asked.at(cite), rule
