"""The expression language of the law files: each key is a question with a three-valued answer.

An expression is made ready once for a version of a pack and then asked on any facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from vaern.law.acts import act_question
from vaern.law.answer import (
    NO,
    UNDETERMINED,
    Answer,
    all_of,
    any_of,
    at_least,
    claim,
    negate,
    no,
    undetermined,
    yes,
)
from vaern.law.asked import ROLE, Ask, Asked
from vaern.law.facts import PROPORTIONATE
from vaern.law.orders import order_binds
from vaern.law.provision import Ground, Provision
from vaern.law.statute import Pack

Expression: TypeAlias = Mapping[str, Any]


class Conditions:
    """The rules and grounds of one version of a pack, each made ready when it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._rules: dict[tuple[str, str], Ask] = {}

    def expression(self, provision: Provision, expression: Expression) -> Ask:
        """Make an expression ready; its first key names the operator, the others qualify it."""
        operator = next(name for name in expression if name in OPERATORS)
        return OPERATORS[operator](self, provision, expression)

    def rule(self, cite: str, name: str) -> Ask:
        """Make a rule ready, with its own provision's values; on the same facts it is worked out once."""
        key = (cite, name)
        if key not in self._rules:
            provision = self.pack.provisions[cite]
            when = provision.rules[name].when
            ask = self.expression(provision, when)
            kept = _once_a_measure if self._is_of_measure(when) else _once
            self._rules[key] = ask if _is_at_hand(when) else kept(ask)
        return self._rules[key]

    def ground(self, ground: Ground) -> Ask:
        """Make a ground ready: every condition holds; what stands after the first no is not asked."""
        conditions = [self.rule(cite, rule) for cite, rule in ground.conditions]

        def every(asked: Asked, measure: str) -> Answer:
            answers: list[Answer] = []
            for each in conditions:
                answers.append(each(asked, measure))
                if answers[-1].holds == NO:
                    break
            return all_of(answers)

        return _once_a_measure(every)

    def _is_of_measure(self, expression: Any) -> bool:
        """Tell whether the answer may differ between measures: something behind it weighs the measure."""
        if isinstance(expression, list):
            return any(self._is_of_measure(each) for each in expression)
        if not isinstance(expression, Mapping):
            return False
        behind = [self.pack.provisions[cite].rules[rule].when for cite, rule in self.named(expression)]
        is_weighed = expression.get("judged") == PROPORTIONATE
        return is_weighed or any(self._is_of_measure(each) for each in (*behind, *expression.values()))

    def named(self, expression: Expression) -> list[tuple[str, str]]:
        """Return the rules that an expression asks by `rule` or `ground`."""
        rules = [(expression["of"], expression["rule"])] if "rule" in expression else []
        if "ground" in expression:
            rules.extend(self.pack.provisions[expression["ground"]].grounds[0].conditions)
        return rules


def _is_at_hand(expression: Expression) -> bool:
    """Tell whether an expression reads one known thing: to remember the answer would cost as much."""
    return ("fact" in expression or "judged" in expression) and "otherwise" not in expression


def _once(ask: Ask) -> Ask:
    key = object()

    def once(asked: Asked, measure: str) -> Answer:
        found = asked.answered.get(key)
        if found is None:
            found = asked.answered[key] = ask(asked, measure)
        return found

    return once


def _once_a_measure(ask: Ask) -> Ask:
    key = object()

    def once(asked: Asked, measure: str) -> Answer:
        found = asked.answered.get((key, measure))
        if found is None:
            found = asked.answered[key, measure] = ask(asked, measure)
        return found

    return once


def _each(conditions: Conditions, provision: Provision, expressions: list[Expression]) -> list[Ask]:
    return [conditions.expression(provision, each) for each in expressions]


def _all(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    asks = _each(conditions, provision, expression["all"])
    return lambda asked, measure: all_of([ask(asked, measure) for ask in asks])


def _any(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    asks = _each(conditions, provision, expression["any"])
    return lambda asked, measure: any_of([ask(asked, measure) for ask in asks])


def _some(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    asks = _each(conditions, provision, expression["of_these"])
    needed = provision.values[expression["at_least"]].is_
    return lambda asked, measure: at_least(needed, [ask(asked, measure) for ask in asks])


def _not(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    ask = conditions.expression(provision, expression["not"])
    return lambda asked, measure: negate(ask(asked, measure))


def _unless(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    rule = conditions.expression(provision, expression["holds"])
    exception = conditions.expression(provision, expression["unless"])
    return lambda asked, measure: all_of([rule(asked, measure), negate(exception(asked, measure))])


def _fact(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    key, wanted = expression["fact"], expression["is"]
    instead = conditions.expression(provision, expression["otherwise"]) if "otherwise" in expression else None
    meant = frozenset(wanted if isinstance(wanted, list) else [wanted])
    held, failed, missing = yes(key), no(key), undetermined(key)

    def fact(asked: Asked, measure: str) -> Answer:
        known = asked.known.get(key)
        if known is None:
            return instead(asked, measure) if instead else missing
        return held if known in meant else failed

    return fact


def _judged(conditions: Conditions, provision: Provision, expression: Expression) -> Ask:
    of_measure, wanted = expression["judged"] == PROPORTIONATE, expression.get("is", True)
    name = f"judgements.{expression['judged']}"
    instead = conditions.expression(provision, expression["otherwise"]) if "otherwise" in expression else None
    held, failed, missing = yes(name), no(name), undetermined(name)

    def judged(asked: Asked, measure: str) -> Answer:
        key = f"{name}.{measure}" if of_measure else name
        known = asked.known.get(key)
        if known is not None:
            return claim(known == wanted, key) if of_measure else held if known == wanted else failed
        if instead is None:
            return undetermined(key) if of_measure else missing
        found = instead(asked, measure)
        if found.holds != UNDETERMINED:
            return found
        return Answer(UNDETERMINED, found.because, (key, *found.missing))

    return judged


def _open(_: Conditions, __: Provision, expression: Expression) -> Ask:
    answer = undetermined(expression["open"])
    return lambda asked, measure: answer


def _age(_: Conditions, provision: Provision, expression: Expression) -> Ask:
    key, needed = expression["age_of"], provision.values[expression["at_least"]].is_

    def age(asked: Asked, _: str) -> Answer:
        born: date | None = asked.known.get(key)
        if born is None:
            return undetermined(key)
        today = asked.today
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return claim(years >= needed, key)

    return age


def _act(_: Conditions, provision: Provision, expression: Expression) -> Ask:
    needed = provision.values[expression["at_least"]].is_ if "at_least" in expression else 1
    return act_question(expression["act"], needed, provision)


def _rule(conditions: Conditions, _: Provision, expression: Expression) -> Ask:
    return conditions.rule(expression["of"], expression["rule"])


def _ground(conditions: Conditions, _: Provision, expression: Expression) -> Ask:
    ask = conditions.ground(conditions.pack.provisions[expression["ground"]].grounds[0])
    role = expression.get("protecting")
    return lambda asked, measure: ask(asked.protecting(role), measure)


def _measure(_: Conditions, __: Provision, expression: Expression) -> Ask:
    measure = expression["measure"]
    return lambda asked, _: asked.available(asked, measure)


def _order(_: Conditions, __: Provision, expression: Expression) -> Ask:
    measure, role = expression["order"], expression.get("protecting")
    is_enough = expression.get("or_given_together", False)

    def order(asked: Asked, _: str) -> Answer:
        there = asked.protecting(role)
        if there.role is None:
            return undetermined(ROLE)
        bound = order_binds(there.facts, measure, there.role, there.zone)
        if bound.holds != NO or not is_enough:
            return bound
        available = there.available(there, measure)
        if available.holds == NO:
            return Answer(NO, (*bound.because, *available.because))
        return undetermined(f"orders.{measure}", *available.missing)

    return order


OPERATORS: dict[str, Callable[[Conditions, Provision, Expression], Ask]] = {
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
