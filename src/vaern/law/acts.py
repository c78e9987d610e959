"""The filter `act:` of the expression language: which acts count, one three-valued answer an act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from vaern.law.answer import Answer, all_of, any_of, at_least, claim, no, undetermined, yes
from vaern.law.facts import Act, Facts
from vaern.law.orders import breaks_an_order
from vaern.law.penal import is_among, section_of
from vaern.law.statute import Provision

PROTECTED_AS = {"nearest": "nearest", "household_member": "household_member"}
NEAREST_OF = {"nearest": ("victim",), "household_member": ()}

MAY_BE_NEAREST = ("victim", "nearest")
"""Whose household may be their nearest, as a child is: the facts do not say."""


@dataclass(frozen=True, slots=True)
class ActFilter:
    """The conditions of one `act:` expression, with the provision whose values and offences it names."""

    wanted: Mapping[str, Any]
    provision: Provision
    facts: Facts
    zone: ZoneInfo

    def count(self, needed: int) -> Answer:
        """Answer whether at least so many acts pass."""
        if self.facts.acts is None:
            return undetermined("acts")
        answers = [self.passes(act) for act in self.facts.acts]
        answer = at_least(needed, answers)
        return answer if answer.because or answer.missing else no("acts")

    def passes(self, act: Act) -> Answer:
        """Answer whether one act passes every filter; an act of another kind is not named as a reason."""
        kinds = self.wanted.get("kind")
        if kinds is not None and act.kind is not None and not _kinds(act) & {*kinds}:
            return no()
        return all_of([FILTERS[name](self, act, value) for name, value in self.wanted.items()])


def _field(name: str) -> Callable[[ActFilter, Act, Any], Answer]:
    def among(_: ActFilter, act: Act, value: Any) -> Answer:
        known = getattr(act, name)
        if known is None:
            return undetermined(f"acts.{act.id}.{name}")
        return claim(known in value if isinstance(value, list) else known == value, act.id)

    return among


def _kinds(act: Act) -> set[str | None]:
    """A breach that a penal provision is named for is an offence too."""
    is_offence = act.kind == "breach" and act.provision is not None
    return {act.kind, "offence"} if is_offence else {act.kind}


def _kind(_: ActFilter, act: Act, wanted: list[str]) -> Answer:
    if act.kind is None:
        return undetermined(f"acts.{act.id}.kind")
    return claim(bool(_kinds(act) & {*wanted}), act.id)


def _against(filter_: ActFilter, act: Act, tokens: list[str]) -> Answer:
    if act.against is None:
        return undetermined(f"acts.{act.id}.against")
    role = filter_.facts.known.get("protected.role")
    if role is None:
        return undetermined("protected.role") if act.against != "other" else no(act.id)
    meant: set[str] = set()
    if "protected" in tokens:
        meant.add(PROTECTED_AS.get(role, "victim"))
    if "nearest_of_protected" in tokens:
        meant.update(NEAREST_OF.get(role, ("nearest",)))
        if act.against == "household_member" and role in MAY_BE_NEAREST:
            return undetermined(f"acts.{act.id}.against")
    return claim(act.against in meant, act.id)


def _household(filter_: ActFilter, act: Act, _: bool) -> Answer:
    if act.household is not None:
        return claim(act.household, act.id)
    if act.against is None:
        return undetermined(f"acts.{act.id}.against")
    if act.against == "other":
        return no(act.id)
    living_together = filter_.facts.known.get("relationship.living_together")
    if living_together is None:
        return undetermined("relationship.living_together")
    return claim(living_together, act.id, "relationship.living_together")


def _breach_of(filter_: ActFilter, act: Act, measures: list[str]) -> Answer:
    return breaks_an_order(act, measures, filter_.facts, filter_.zone)


def _offence(filter_: ActFilter, act: Act, names: list[str]) -> Answer:
    section = section_of(act.provision) if act.provision is not None else None
    if section is None:
        return undetermined(f"acts.{act.id}.provision")
    return any_of([_one_of_class(filter_.provision, act, section, name) for name in names])


def _one_of_class(provision: Provision, act: Act, section: tuple[str, int, str], name: str) -> Answer:
    meant = provision.offences[name]
    if section[0] != meant.law:
        return undetermined(f"acts.{act.id}.provision")
    if any(is_among(section, meant.law, each.sections) for each in meant.excluded):
        return no(act.id)
    if not is_among(section, meant.law, meant.sections):
        is_open = is_among(section, meant.law, meant.open)
        return undetermined(f"acts.{act.id}.provision") if is_open else no(act.id)
    if meant.carrying is None:
        return yes(act.id)
    if act.max_penalty_months is None:
        return undetermined(f"acts.{act.id}.max_penalty_months")
    return claim(act.max_penalty_months >= provision.values[meant.carrying].is_, act.id)


FILTERS: dict[str, Callable[[ActFilter, Act, Any], Answer]] = {
    "kind": _kind,
    "suspicion": _field("suspicion"),
    "intentional": _field("intentional"),
    "against": _against,
    "household": _household,
    "breach_of": _breach_of,
    "offence": _offence,
}
