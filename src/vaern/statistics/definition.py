"""What a table counts: its unit, population, period, dimensions, exclusions and what is missing."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vaern.errors import InputError

Unit = Literal["journal_number", "case", "request", "person", "order", "act", "notice"]
Words = dict[Literal["en", "da", "nb", "sv"], str]


class Part(BaseModel):
    """A part of a definition, read strictly."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dimension(Part):
    """What the rows or columns of a table are told apart by; `values` gives their order where it is fixed."""

    name: str
    sql: str
    values: tuple[str | int, ...] = ()


class Ratio(Part):
    """A column that is one column in percent of another, or of its own total (`whole` left out)."""

    name: str
    part: str
    whole: str | None = None


class Contradiction(Part):
    """A number that the source prints and its own other numbers do not give."""

    printed: str
    gives: str
    because: str


class Definition(Part):
    """A table, from one set of records; `sql` parts see its columns and nothing else."""

    id: str
    title: Words
    source: str
    lines: str = ""
    unit: Unit
    records: str
    population: Words
    where: str = "true"
    period: str | None = None
    rows: Dimension
    columns: Dimension | None = None
    value: str = "count(*)"
    decimals: int = 0
    missing: str | None = None
    exclusions: Words = Field(default_factory=dict)
    traps: Words = Field(default_factory=dict)
    ratios: tuple[Ratio, ...] = ()
    published: dict[str, dict[str, float] | float] = Field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def counts(self) -> bool:
        """Tell whether its cells are counts of units, and so may be small."""
        return self.value == "count(*)"


def read(value: object, where: str) -> Definition:
    """Return a definition from a file's values; InputError names the field."""
    try:
        return Definition.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = "/".join(str(part) for part in first["loc"])
        raise InputError(
            f"definition cannot be used: {first['type']}", f"{where}/{place}", first["msg"]
        ) from None
