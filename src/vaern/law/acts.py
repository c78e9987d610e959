"""The filter `act:` of the expression language: which acts count, one three-valued answer an act."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from vaern.law.answer import NO, Answer, all_of, any_of, at_least, claim, no, undetermined
from vaern.law.asked import ROLE, Ask, Asked
from vaern.law.facts import Act
from vaern.law.orders import breaks_an_order
from vaern.law.penal import Listed, section_of
from vaern.law.provision import Offences, Provision

PROTECTED_AS = {"nearest": "nearest", "household_member": "household_member"}
NEAREST_OF = {"nearest": ("victim",), "household_member": ()}

MAY_BE_NEAREST = ("victim", "nearest")
"""Whose household may be their nearest, as a child is: the facts do not say."""

Passes: TypeAlias = Callable[[Asked, Act], Answer]


def act_question(wanted: Mapping[str, Any], needed: int, provision: Provision) -> Ask:
    """Make ready: do so many acts pass every filter; an act of another kind is not named as a reason.

    What an act is asked after a filter that it does not pass makes no difference.
    """
    may_be = _may_be_of(wanted.get("kind"))
    filters = [FILTERS[name](value, provision) for name, value in wanted.items()]

    def passes(asked: Asked, act: Act) -> Answer:
        answers: list[Answer] = []
        for each in filters:
            answer = each(asked, act)
            if answer.holds == NO and answer.because:
                return answer
            if answer not in answers:
                answers.append(answer)
        return all_of(answers)

    def count(asked: Asked, _: str) -> Answer:
        acts = asked.facts.acts
        if acts is None:
            return undetermined("acts")
        answer = at_least(needed, [passes(asked, act) for act in acts if may_be(act)])
        return answer if answer.because or answer.missing else no("acts")

    return count


def _may_be_of(kinds: Collection[str] | None) -> Callable[[Act], bool]:
    """Make ready: may an act be of one of these kinds; a breach that a provision punishes is an offence."""
    if kinds is None:
        return lambda act: True
    meant = {None, *kinds}
    if "offence" not in kinds:
        return lambda act: act.kind in meant
    return lambda act: act.kind in meant or (act.kind == "breach" and act.provision is not None)


def _field(name: str) -> Callable[[Any, Provision], Passes]:
    def made_ready(value: Any, _: Provision) -> Passes:
        meant = frozenset(value if isinstance(value, list) else [value])

        def among(_: Asked, act: Act) -> Answer:
            known = getattr(act, name)
            if known is None:
                return undetermined(f"acts.{act.id}.{name}")
            return act.says(known in meant)

        return among

    return made_ready


def _kind(_: list[str], __: Provision) -> Passes:
    return _is_of_a_kind


def _is_of_a_kind(_: Asked, act: Act) -> Answer:
    """Acts of another kind have been left out."""
    return undetermined(f"acts.{act.id}.kind") if act.kind is None else act.held


def _against(tokens: list[str], _: Provision) -> Passes:
    protected, nearest = "protected" in tokens, "nearest_of_protected" in tokens

    def against(asked: Asked, act: Act) -> Answer:
        if act.against is None:
            return undetermined(f"acts.{act.id}.against")
        role = asked.role
        if role is None:
            return undetermined(ROLE) if act.against != "other" else act.failed
        if nearest and act.against == "household_member" and role in MAY_BE_NEAREST:
            return undetermined(f"acts.{act.id}.against")
        is_protected = protected and act.against == PROTECTED_AS.get(role, "victim")
        return act.says(is_protected or (nearest and act.against in NEAREST_OF.get(role, ("nearest",))))

    return against


def _household(_: bool, __: Provision) -> Passes:
    return _shared_a_household


def _shared_a_household(asked: Asked, act: Act) -> Answer:
    if act.household is not None:
        return act.says(act.household)
    if act.against is None:
        return undetermined(f"acts.{act.id}.against")
    if act.against == "other":
        return act.failed
    living_together = asked.known.get("relationship.living_together")
    if living_together is None:
        return undetermined("relationship.living_together")
    return claim(living_together, act.id, "relationship.living_together")


def _breach_of(measures: list[str], _: Provision) -> Passes:
    return lambda asked, act: breaks_an_order(act, measures, asked.facts, asked.zone)


def _offence(names: list[str], provision: Provision) -> Passes:
    classes = [_one_of_class(provision, provision.offences[name]) for name in names]

    def offence(asked: Asked, act: Act) -> Answer:
        if act.provision is None or section_of(act.provision) is None:
            return undetermined(f"acts.{act.id}.provision")
        return any_of([each(asked, act) for each in classes])

    return offence


def _one_of_class(provision: Provision, meant: Offences) -> Passes:
    least = None if meant.carrying is None else provision.values[meant.carrying].is_
    listed, open_ = Listed(meant.law, meant.sections), Listed(meant.law, meant.open)
    excluded = [Listed(meant.law, each.sections) for each in meant.excluded]

    def one_of_class(_: Asked, act: Act) -> Answer:
        section = section_of(act.provision or "")
        if section is None or section[0] != meant.law:
            return undetermined(f"acts.{act.id}.provision")
        if any(section in each for each in excluded):
            return act.failed
        if section not in listed:
            return undetermined(f"acts.{act.id}.provision") if section in open_ else act.failed
        if least is None:
            return act.held
        if act.max_penalty_months is None:
            return undetermined(f"acts.{act.id}.max_penalty_months")
        return act.says(act.max_penalty_months >= least)

    return one_of_class


FILTERS: dict[str, Callable[[Any, Provision], Passes]] = {
    "kind": _kind,
    "suspicion": _field("suspicion"),
    "intentional": _field("intentional"),
    "against": _against,
    "household": _household,
    "breach_of": _breach_of,
    "offence": _offence,
}
