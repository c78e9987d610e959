"""The end of the work on a case, and its beginning again."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from vaern.cases.events.event import Event


class CaseClosed(Event):
    """An officer closed the case; `open_duties` says why it may be closed with duties that wait."""

    type = "case_closed"
    closes: ClassVar[bool | None] = True
    reason: Literal["ended", "no_measure", "withdrawn", "moved", "opened_by_mistake", "other"]
    summary: str = ""
    open_duties: str = ""

    def outrun_by(self, later: Event) -> bool:
        """Whatever came meanwhile is looked at before the case is closed."""
        return True


class CaseReopened(Event):
    """A closed case was taken up again."""

    type = "case_reopened"
    closes: ClassVar[bool | None] = False
    reason: str = Field(min_length=1)
