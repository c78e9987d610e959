"""The expression language of the law files: each key is a question with a three-valued answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from vaern.law.acts import ActFilter
from vaern.law.answer import Answer, Holds, all_of, any_of, at_least, claim, negate, undetermined
from vaern.law.facts import PROPORTIONATE, Facts
from vaern.law.orders import order_binds
from vaern.law.statute import Ground, Pack, Provision


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what: the pack, the facts, the measure in question and the provision whose rule is read."""

    pack: Pack
    facts: Facts
    measure: str
    provision: Provision
    is_available: Callable[[Facts, str], Answer]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def at(self, cite: str) -> Question:
        """Return the question asked at another provision."""
        return replace(self, provision=self.pack.provisions[cite])

    def protecting(self, role: str | None) -> Question:
        """Return the question asked for somebody else's protection, or the same."""
        return replace(self, facts=self.facts.protecting(role)) if role else self


def evaluate(question: Question, expression: Mapping[str, Any]) -> Answer:
    """Answer an expression; its first key names the operator, the others qualify it."""
    operator = next(name for name in expression if name in OPERATORS)
    return OPERATORS[operator](question, expression)


def evaluate_rule(question: Question, cite: str, rule: str) -> Answer:
    """Answer a rule of another provision, with that provision's own values."""
    there = question.at(cite)
    return evaluate(there, there.provision.rules[rule].when)


def evaluate_ground(question: Question, ground: Ground) -> Answer:
    """Answer whether every condition of a ground holds; what stands after the first no is not asked."""
    answers: list[Answer] = []
    for cite, rule in ground.conditions:
        answers.append(evaluate_rule(question, cite, rule))
        if answers[-1].holds is Holds.NO:
            break
    return all_of(answers)


def _each(question: Question, expressions: list[Mapping[str, Any]]) -> list[Answer]:
    return [evaluate(question, each) for each in expressions]


def _all(question: Question, expression: Mapping[str, Any]) -> Answer:
    return all_of(_each(question, expression["all"]))


def _any(question: Question, expression: Mapping[str, Any]) -> Answer:
    return any_of(_each(question, expression["any"]))


def _some(question: Question, expression: Mapping[str, Any]) -> Answer:
    needed = question.provision.values[expression["at_least"]].is_
    return at_least(needed, _each(question, expression["of_these"]))


def _not(question: Question, expression: Mapping[str, Any]) -> Answer:
    return negate(evaluate(question, expression["not"]))


def _unless(question: Question, expression: Mapping[str, Any]) -> Answer:
    exception = negate(evaluate(question, expression["unless"]))
    return all_of([evaluate(question, expression["holds"]), exception])


def _fact(question: Question, expression: Mapping[str, Any]) -> Answer:
    key, wanted = expression["fact"], expression["is"]
    known = question.facts.known.get(key)
    if known is None:
        return undetermined(key)
    return claim(known in wanted if isinstance(wanted, list) else known == wanted, key)


def _judged(question: Question, expression: Mapping[str, Any]) -> Answer:
    key = f"judgements.{expression['judged']}"
    if expression["judged"] == PROPORTIONATE:
        key = f"{key}.{question.measure}"
    known = question.facts.known.get(key)
    if known is not None:
        return claim(known == expression.get("is", True), key)
    if "otherwise" not in expression:
        return undetermined(key)
    instead = evaluate(question, expression["otherwise"])
    if instead.holds is not Holds.UNDETERMINED:
        return instead
    return replace(instead, missing=(key, *instead.missing))


def _open(_: Question, expression: Mapping[str, Any]) -> Answer:
    return undetermined(expression["open"])


def _age(question: Question, expression: Mapping[str, Any]) -> Answer:
    key = expression["age_of"]
    born: date | None = question.facts.known.get(key)
    if born is None:
        return undetermined(key)
    today = question.facts.at.astimezone(question.zone).date()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return claim(years >= question.provision.values[expression["at_least"]].is_, key)


def _act(question: Question, expression: Mapping[str, Any]) -> Answer:
    needed = question.provision.values[expression["at_least"]].is_ if "at_least" in expression else 1
    return ActFilter(expression["act"], question.provision, question.facts, question.zone).count(needed)


def _rule(question: Question, expression: Mapping[str, Any]) -> Answer:
    return evaluate_rule(question, expression["of"], expression["rule"])


def _ground(question: Question, expression: Mapping[str, Any]) -> Answer:
    asked = question.protecting(expression.get("protecting"))
    ground = question.pack.provisions[expression["ground"]].grounds[0]
    return evaluate_ground(asked, ground)


def _measure(question: Question, expression: Mapping[str, Any]) -> Answer:
    return question.is_available(question.facts, expression["measure"])


def _order(question: Question, expression: Mapping[str, Any]) -> Answer:
    measure = expression["order"]
    asked = question.protecting(expression.get("protecting"))
    role = asked.facts.known.get("protected.role")
    if role is None:
        return undetermined("protected.role")
    bound = order_binds(asked.facts, measure, role, question.zone)
    if bound.holds is not Holds.NO or not expression.get("or_given_together"):
        return bound
    available = question.is_available(asked.facts, measure)
    if available.holds is Holds.NO:
        return replace(bound, because=(*bound.because, *available.because))
    return undetermined(f"orders.{measure}", *available.missing)


OPERATORS: dict[str, Callable[[Question, Mapping[str, Any]], Answer]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "holds": _unless,
    "of_these": _some,
    "fact": _fact,
    "judged": _judged,
    "open": _open,
    "age_of": _age,
    "act": _act,
    "rule": _rule,
    "ground": _ground,
    "measure": _measure,
    "order": _order,
}
