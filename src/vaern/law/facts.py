"""The facts of a case as the law asks for them: read from the contract's JSON, unknown where nobody said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaern.errors import InputError
from vaern.law.answer import Answer, no, yes
from vaern.law.reading import (
    Read,
    day,
    flag,
    listing,
    moment,
    months,
    one_of,
    pointer,
    record,
    required,
    text,
)
from vaern.law.statute import Measure

ROLES = ("victim", "nearest", "household_member", "institution", "company", "authority")
RELATIONSHIPS = (
    "spouse", "former_spouse", "partner", "former_partner", "parent_child", "other_household", "acquaintance",
    "stranger", "neighbour",
)  # fmt: skip
ACT_KINDS = ("contact", "following", "offence", "threat_of_violence", "breach", "obstruction")
AGAINST = ("victim", "household_member", "nearest", "other")
SUSPICIONS = ("convicted", "reasoned", "reasonable_ground", "weak", "acquitted")
ASKING = ("victim", "household_member", "nearest", "none")
PROPORTIONATE = "proportionate"
JUDGEMENTS = (
    "peace_violated", "equated_with_peace_violation", "repetition_expected", "offence_expected_at_home",
    "too_grave_to_tolerate_contact", "often_repeated", "breaches_repeated", "tilhold_sufficient",
    "opholdsforbud_sufficient", "forbud_needed", "necessary_for_household_member", "public_interest",
    "risk_of_serious_assault", "special_risk_of_assault", "other_grounds",
    "special_reasons_against_monitoring", "necessary_for_compliance", "consents_to_device",
)  # fmt: skip


GROUPS: dict[str, dict[str, Read]] = {
    "respondent": {"birthdate": day},
    "protected": {"role": one_of(ROLES), "defined_group": flag},
    "relationship": {
        "kind": one_of(RELATIONSHIPS),
        "living_together": flag,
        "cohabitation_voluntary": flag,
        "expected_to_reunite": flag,
    },
    "judgements": dict.fromkeys(JUDGEMENTS, flag),
    "request": {"by": one_of(ASKING)},
}
"""Single facts, by the object of the input that holds them."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the respondent is said to have done; None is not known."""

    id: str
    at: datetime | None = None
    kind: str | None = None
    against: str | None = None
    household: bool | None = None
    suspicion: str | None = None
    provision: str | None = None
    max_penalty_months: float | None = None
    attempt: bool | None = None
    intentional: bool | None = None
    after_refusal: bool | None = None
    breach_of: str | None = None
    held: Answer = field(init=False, repr=False, compare=False)
    failed: Answer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what most questions about an act answer: yes or no on this act."""
        object.__setattr__(self, "held", yes(self.id))
        object.__setattr__(self, "failed", no(self.id))

    def says(self, held: bool) -> Answer:
        """Answer yes or no on this act."""
        return self.held if held else self.failed


@dataclass(frozen=True, slots=True)
class Order:
    """An order given to the respondent; it binds from service to the end of its last day."""

    id: str
    measure: str | None = None
    protects: str = "victim"
    served_at: datetime | None = None
    expires_on: date | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at a moment; `known` holds single facts and judgements by the input's own keys.

    `of_place` are the measures that close a place, whomever the respondent meets there.
    """

    at: datetime
    known: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[Act, ...] | None = None
    orders: tuple[Order, ...] | None = None
    of_place: frozenset[str] = frozenset()

    def protecting(self, role: str) -> Facts:
        """Return the same facts, asked on behalf of somebody else."""
        return replace(self, known={**self.known, "protected.role": role})


def facts_reader(law: str, measures: Mapping[str, Measure], zone: ZoneInfo) -> Callable[[object], Facts]:
    """Return what reads the input of `assess`; it raises InputError at the first thing that cannot be used.

    Acts after the moment the question is asked for have not happened yet and do not count.
    """
    fields = _fields(law, measures, zone)
    of_place = frozenset(each.id for each in measures.values() if each.of_place)

    def read_facts(value: object) -> Facts:
        read = record(value, "", fields)
        known = {f"{group}.{name}": each for group in GROUPS for name, each in read.get(group, {}).items()}
        for measure, each in known.pop(f"judgements.{PROPORTIONATE}", {}).items():
            known[f"judgements.{PROPORTIONATE}.{measure}"] = each
        at = required(read, "at", "", "the moment the question is asked for")
        born = known.get("respondent.birthdate")
        if born is not None and born > at.astimezone(zone).date():
            raise InputError("a birth after the question", "/respondent/birthdate", "a date not after at")
        return Facts(at, known, _acts(read, at), _tuple(read, "orders"), of_place)

    return read_facts


def _fields(law: str, measures: Mapping[str, Measure], zone: ZoneInfo) -> dict[str, Read]:
    proportionate = _group(dict.fromkeys(measures, flag))
    groups = {**GROUPS, "judgements": {**dict.fromkeys(JUDGEMENTS, flag), PROPORTIONATE: proportionate}}
    act, order = _act_fields(measures), _order_fields(measures)
    return {
        "law": one_of((law,)),
        "at": moment,
        **{name: _group(inner) for name, inner in groups.items()},
        "acts": listing(lambda value, where: _act(value, where, act)),
        "orders": listing(lambda value, where: _order(value, where, order, zone)),
    }


def _group(fields: Mapping[str, Any]) -> Any:
    return lambda value, where: record(value, where, fields)


def _tuple(read: Mapping[str, Any], name: str) -> tuple[Any, ...] | None:
    return tuple(read[name]) if name in read else None


def _acts(read: Mapping[str, Any], at: datetime) -> tuple[Act, ...] | None:
    acts: list[Act] = read.get("acts", [])
    for place, act in enumerate(acts):
        if any(act.id == each.id for each in acts[:place]):
            raise InputError("duplicate id", f"/acts/{place}/id", "an id that no other act has")
    return tuple(act for act in acts if act.at is None or act.at <= at) if "acts" in read else None


def _act_fields(measures: Collection[str]) -> dict[str, Read]:
    return {
        "id": text, "at": moment, "kind": one_of(ACT_KINDS), "against": one_of(AGAINST), "household": flag,
        "suspicion": one_of(SUSPICIONS), "provision": text, "max_penalty_months": months, "attempt": flag,
        "intentional": flag, "after_refusal": flag, "breach_of": one_of(measures),
    }  # fmt: skip


def _act(value: object, where: str, fields: Mapping[str, Read]) -> Act:
    known = record(value, where, fields)
    return Act(**{"id": where.rpartition("/")[2], **known})


def _order_fields(measures: Collection[str]) -> dict[str, Read]:
    return {
        "id": text, "measure": one_of(measures), "protects": one_of((*ROLES, "other")), "served_at": moment,
        "expires_on": day, "ended_at": moment,
    }  # fmt: skip


def _order(value: object, where: str, fields: Mapping[str, Read], zone: ZoneInfo) -> Order:
    known = record(value, where, fields)
    order = Order(**{"id": known.get("measure", where.rpartition("/")[2]), **known})
    if order.served_at and order.ended_at and order.ended_at < order.served_at:
        raise InputError("an end before a start", pointer(where, "ended_at"), "a time not before served_at")
    if order.served_at and order.expires_on and order.expires_on < order.served_at.astimezone(zone).date():
        raise InputError("an end before a start", pointer(where, "expires_on"), "a date not before served_at")
    return order
