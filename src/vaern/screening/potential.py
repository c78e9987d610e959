"""Whether an incident could have led to a bortvisning, by the criteria of the evaluation of 2009."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from vaern.law.penal import section_of
from vaern.packs.screening import Screening

Holds = Literal["yes", "no", "undetermined"]
_PART = re.compile(r"(?:stk\.?\s*|\()(\d+)")


@dataclass(frozen=True, slots=True)
class Incident:
    """What a daily report tells of an incident; None: it does not say. `at` is on the local clock."""

    at: datetime
    kind: str | None
    provision: str | None
    same_address: bool | None
    suspect_birthdate: date | None


@dataclass(frozen=True, slots=True)
class Potential:
    """Yes, no or undetermined, and the same for each criterion: `offence`, `same_address`, `age`."""

    holds: Holds
    criteria: Mapping[str, Holds]


def potential(incident: Incident, asked: Screening) -> Potential:
    """Return whether the incident meets what the source asks; what nobody reported stays undetermined."""
    criteria: dict[str, Holds] = {
        "offence": _offence(incident, asked),
        "same_address": _answer(incident.same_address),
        "age": _age(incident, asked.age_years),
    }
    values = criteria.values()
    holds: Holds = "no" if "no" in values else "undetermined" if "undetermined" in values else "yes"
    return Potential(holds, criteria)


def _answer(value: bool | None) -> Holds:
    return "undetermined" if value is None else "yes" if value else "no"


def _offence(incident: Incident, asked: Screening) -> Holds:
    if incident.kind in asked.kinds:
        return "yes"
    section = section_of(incident.provision) if incident.provision else None
    if section is None:
        return "undetermined"
    if section not in asked.sections or section in asked.excluded:
        return "no"
    excluded = asked.excluded_parts.get(section[1]) if not section[2] else None
    if excluded is None:
        return "yes"
    said = _PART.search(incident.provision or "")
    return "undetermined" if said is None else "no" if int(said[1]) == excluded else "yes"


def _age(incident: Incident, years: int) -> Holds:
    born = incident.suspect_birthdate
    if born is None:
        return "undetermined"
    day = incident.at.date()
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return _answer(day.year - born.year - (not had_birthday) >= years)
