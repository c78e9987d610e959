"""Held by the police, and let go."""

from __future__ import annotations

from vaern.cases.events.event import Event


class Detained(Event):
    """The respondent was detained."""

    type = "detained"
    deadline = ()
    reasons: str = ""


class Released(Event):
    """The respondent was let go."""

    type = "released"
    deadline = ()
