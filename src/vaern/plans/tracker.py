"""Beside the plans: which municipality has one of its own, and figures that a text claims."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from vaern.errors import InputError
from vaern.plans.plan import Record, Warning


class Municipality(Record):
    """What is known of a municipality's plan, from whom and since when; *unknown* is an answer of its own."""

    name: str
    county: str | None = None
    has_plan: Literal["yes", "no", "unknown"] = "unknown"
    adopted_on: date | None = None
    period: str | None = None
    follows_guide: Literal["yes", "partly", "no", "unknown"] = "unknown"
    responsible_unit: str | None = None
    revised_on: date | None = None
    document: str | None = None
    source: str
    known_on: date


class Claim(Record):
    """A figure that a text claims: who says so, the source it names, and whether somebody has checked it."""

    id: str
    about: str
    value: str
    claimed_by: str
    source_named: str | None
    lines: str
    verified: bool = False
    verified_by: str | None = None


def read_municipalities(content: str) -> tuple[list[Municipality], list[Warning]]:
    """Return the municipalities of a table (CSV with a heading row), and the rows that cannot be used."""
    rows = csv.DictReader(io.StringIO(content), strict=True)
    found: list[Municipality] = []
    warnings: list[Warning] = []
    try:
        for place, row in enumerate(rows, start=1):
            cells = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
            try:
                found.append(Municipality.model_validate(cells))
            except ValidationError as error:
                field = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
                warnings.append(Warning(field=field, text=f"row {place} cannot be used"))
    except csv.Error:
        raise InputError("not a table", f"line {rows.line_num}", "CSV with a heading row") from None
    return found, warnings


def counted(municipalities: Sequence[Municipality]) -> dict[str, Any]:
    """Return how many have a plan and follow the guide, by county; unknown stands beside yes and no."""
    by_county: dict[str, Counter[str]] = {}
    for each in municipalities:
        by_county.setdefault(each.county or "unknown", Counter())[each.has_plan] += 1
    return {
        "municipalities": len(municipalities),
        "has_plan": dict(Counter(each.has_plan for each in municipalities)),
        "follows_guide": dict(Counter(each.follows_guide for each in municipalities)),
        "by_county": {county: dict(counts) for county, counts in sorted(by_county.items())},
    }
