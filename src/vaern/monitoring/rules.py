"""What a pack's law says of electronic control, as values with their provisions."""

from __future__ import annotations

from dataclasses import dataclass

from vaern.errors import InputError

DEMANDED = "demanded"
"""Stands for a period that the law leaves to the authority: it has to be set."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One rule of a pack: its value and the provision it comes from."""

    value: str
    citation: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a rule of a pack lists, and the provision it comes from."""

    values: tuple[str, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class Following:
    """From which distance on both parties may be followed: metres, the authority chooses between the two."""

    least_m: float
    most_m: float
    citation: str


@dataclass(frozen=True, slots=True)
class MonitoringRules:
    """How one pack lets positions be registered, seen and kept.

    `order` and `longest_control` are None where the pack sets none; `zones` are the kinds of zone that it
    knows (both where it says nothing); `limits` is the provision by which a regulation may bound margin and
    minimum distance. `watched`: what may be judged besides
    prohibited zones (`margin`, `distance`). `breach`: what is contrary to the order. `released`: the
    alarms that open the respondent's fixes behind them; `released_of_both`: those that open hers too;
    `followed_while`: conditions during which all of his are open. `rest` is `sealed` or `destroyed`.
    `longest_control` and `retention` are ISO 8601 calendar durations on the clock of `time_zone`, or
    `demanded` where the law is silent and the authority has to state a period.
    """

    pack: str
    status: str
    time_zone: str
    modes: tuple[str, ...]
    modes_citation: str
    order: Cited | None
    longest_control: Cited | None
    watched: tuple[str, ...]
    breach: tuple[str, ...]
    released: tuple[str, ...]
    released_citation: str
    released_of_both: tuple[str, ...]
    followed_while: tuple[str, ...]
    following: Following | None
    rest: Cited
    retention: Cited
    zones: Kinds | None = None
    limits: Cited | None = None

    def retention_period(self, setting: str | None, where: str) -> str:
        """Return the period after which positions are destroyed: the pack's, else the setting.

        InputError, at `where`, when the law is silent and no period is set.
        """
        if self.retention.value != DEMANDED:
            return self.retention.value
        if not setting:
            raise InputError(
                f"{self.retention.citation} gives no period for keeping positions", where, "a period as P1Y"
            )
        return setting
