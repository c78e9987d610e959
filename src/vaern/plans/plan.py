"""An action plan: initiatives with an owner, money, recipients, deadlines and a status that changes."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vaern.errors import InputError

Status = Literal[
    "completed", "partly_completed", "on_schedule", "ongoing", "ending", "not_carried_out", "unknown"
]
STATUSES: tuple[Status, ...] = (
    "completed", "partly_completed", "on_schedule", "ongoing", "ending", "not_carried_out", "unknown",
)  # fmt: skip


class Record(BaseModel):
    """A record that is read strictly and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Grant(Record):
    """Money to a named recipient, in whole kroner."""

    recipient: str
    amount_dkk: int = Field(ge=0)


class Warning(Record):
    """What could not be read with certainty: where, and the words themselves."""

    initiative: int | None = None
    field: str
    text: str


class Period(Record):
    """First and last year of a plan."""

    from_: int = Field(alias="from")
    to: int


class Initiative(Record):
    """An initiative, or a measure of a programme. `ends`: a date, or a year where only a year is stated."""

    number: int
    theme: str | None = None
    title: str
    reserve_funded: bool | None = None
    ministries: tuple[str, ...] = ()
    status: Status = "unknown"
    status_text: str = ""
    ends: date | int | None = None
    grants: tuple[Grant, ...] = ()
    dates: tuple[date, ...] = ()
    objective: str | None = None
    areas: tuple[str, ...] = ()
    level: str | None = None
    responsible: tuple[str, ...] = ()


class Heading(Record):
    """An objective or an area of a programme."""

    id: str
    title: str
    about: str = ""


class Plan(Record):
    """A plan as it stood on a day. Measures expected and not recorded are counted, never invented."""

    title: str
    as_of: date | None = None
    period: Period | None = None
    themes: tuple[str, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    objectives: tuple[Heading, ...] = ()
    areas: tuple[Heading, ...] = ()
    expected_initiatives: int | None = None
    warnings: tuple[Warning, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's object as JSON values."""
        return self.model_dump(mode="json", by_alias=True)


def read(value: object) -> Plan:
    """Return the plan that JSON values hold; InputError names the field, never its value."""
    try:
        return Plan.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = "/" + "/".join(str(part) for part in first["loc"])
        raise InputError(f"plan cannot be used: {first['type']}", where, first["msg"]) from None
