"""Answers to what the law leaves to a person."""

from __future__ import annotations

from pydantic import Field

from vaern.cases.events.event import Event


class Assessed(Event):
    """A person answered a question that the law leaves to a person, and said why."""

    type = "assessed"
    judgement: str
    value: bool
    reasons: str = Field(min_length=1)
