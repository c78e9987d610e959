"""Held by the police, and let go."""

from __future__ import annotations

from typing import Literal

from vaern.cases.events.event import Event


class Detained(Event):
    """The respondent was detained."""

    type = "detained"
    deadline = ()
    reasons: str = ""


class Released(Event):
    """The respondent was let go, or brought before a judge, who decides from there."""

    type = "released"
    deadline = ()
    how: Literal["let_go", "before_a_judge"] = "let_go"
