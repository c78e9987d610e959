"""Risk as a person judges it: each factor answered, a conclusion and a plan. Nothing is counted."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vaern.cases.events.event import Event


class RiskFactor(BaseModel):
    """The answer about one factor of the pack (`packs.care`), in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    factor: str
    answer: Literal["yes", "no", "not_known"]
    words: str = ""


class RiskAssessed(Event):
    """An officer looked at the risk: the factors, a conclusion and plan of her own, when to look again."""

    type = "risk_assessed"
    factors: tuple[RiskFactor, ...]
    conclusion: str = Field(min_length=1)
    plan: str = Field(min_length=1)
    imminent: bool
    review_on: date


class DangerAssessed(Event):
    """An officer said that danger is imminent, or no longer is, and what is done."""

    type = "danger_assessed"
    imminent: bool
    reasons: str = Field(min_length=1)
    plan: str = ""
