"""What a pack's law says of electronic control, as values with their provisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """One rule of a pack: its value and the provision it comes from."""

    value: str
    citation: str


@dataclass(frozen=True, slots=True)
class MonitoringRules:
    """How one pack lets positions be registered, seen and kept.

    `released` holds the kinds of alarm that open the fixes behind them; `rest` is `sealed` or `destroyed`;
    `longest_control` and `retention` are ISO 8601 calendar durations on the clock of `time_zone`.
    """

    pack: str
    status: str
    time_zone: str
    modes: tuple[str, ...]
    modes_citation: str
    order: Cited
    longest_control: Cited
    released: tuple[str, ...]
    released_citation: str
    rest: Cited
    retention: Cited
