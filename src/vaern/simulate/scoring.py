"""What alarms were worth, against the truth: missed, needless, how late, how much warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

ARRIVED_M = 25.0
"""So near a protected place the warning time is over."""
DAY_S = 24 * 3600.0


class Rung(NamedTuple):
    """An alarm from when it rang to when it ended, in seconds; `place` is zone, margin or device."""

    place: str
    begins_s: float
    ends_s: float


class Way(NamedTuple):
    """The truth, second by second: metres to the zone's border (negative inside) and to a protected place."""

    at_s: Floats
    zone_m: Floats
    margin_m: float
    place_m: Floats

    def inside(self, place: str) -> Mask:
        """Tell at which seconds the person was in the zone, or in the zone or its margin."""
        return np.asarray(self.zone_m <= (self.margin_m if place == "margin" else 0.0))


@dataclass
class Score:
    """Counts over many ways; `days` are days of a person under control."""

    days: float = 0.0
    approaches: int = 0
    missed: int = 0
    unseen: int = 0
    margin_only: int = 0
    false: int = 0
    repeated: int = 0
    delays_s: list[float] = field(default_factory=list)
    warnings_s: list[float] = field(default_factory=list)

    def add(self, way: Way, rung: Sequence[Rung], interval_s: float) -> None:
        """Count one way; an alarm may lie an interval beside the truth: nobody knows between reports."""
        self.days += float(way.at_s[-1] - way.at_s[0]) / DAY_S
        for place in ("zone", "margin"):
            self._needless(way, [each for each in rung if each.place == place], place, interval_s)
        for begins_s, ends_s in visits(way.at_s, way.inside("zone")):
            self._approach(way, rung, begins_s, ends_s, interval_s)

    def _needless(self, way: Way, rung: Iterable[Rung], place: str, interval_s: float) -> None:
        true = visits(way.at_s, way.inside(place))
        told: set[int] = set()
        for each in rung:
            meant = _meant(each, true, interval_s)
            self.false += meant is None
            self.repeated += meant in told
            if meant is not None:
                told.add(meant)

    def _approach(
        self, way: Way, rung: Sequence[Rung], begins_s: float, ends_s: float, interval_s: float
    ) -> None:
        self.approaches += 1
        during = [
            each for each in rung if each.begins_s <= ends_s + 2 * interval_s and each.ends_s >= begins_s
        ]
        places = {each.place for each in during}
        self.missed += not places
        self.unseen += places == {"device"}
        self.margin_only += "margin" in places and "zone" not in places
        zone = [each for each in during if each.place == "zone"]
        if not zone:
            return
        self.delays_s.append(min(each.begins_s for each in zone) - begins_s)
        near = [each.begins_s for each in during if each.place != "device"]
        arrived = way.at_s[(way.place_m <= ARRIVED_M) & (way.at_s >= begins_s) & (way.at_s <= ends_s)]
        if len(arrived):
            self.warnings_s.append(float(arrived[0]) - min(near))

    def shown(self) -> dict[str, float | int | None]:
        """Return the figures; seconds, and alarms per day of a person."""
        return {
            "approaches": self.approaches,
            "missed_approaches": self.missed,
            "approaches_only_told_as_device_alarm": self.unseen,
            "approaches_only_told_as_margin_alarm": self.margin_only,
            "person_days": round(self.days, 2),
            "false_alarms_per_person_day": round(self.false / self.days, 2) if self.days else None,
            "repeated_alarms_per_person_day": round(self.repeated / self.days, 2) if self.days else None,
            "median_delay_s": _median(self.delays_s),
            "longest_delay_s": max(self.delays_s, default=None),
            "median_warning_s": _median(self.warnings_s),
            "shortest_warning_s": min(self.warnings_s, default=None),
        }


def visits(at_s: Floats, inside: Mask) -> list[tuple[float, float]]:
    """Return from when to when each stretch inside lasted."""
    edges = np.diff(np.concatenate([[0], inside.astype(np.int8), [0]]))
    begins, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0] - 1
    return [(float(at_s[first]), float(at_s[last])) for first, last in zip(begins, ends, strict=True)]


def _meant(rung: Rung, true: Sequence[tuple[float, float]], interval_s: float) -> int | None:
    begins_s, ends_s = rung.begins_s - interval_s, rung.ends_s + interval_s
    overlaps = (number for number, (first, last) in enumerate(true) if first <= ends_s and last >= begins_s)
    return next(overlaps, None)


def _median(values: Sequence[float]) -> float | None:
    return round(float(np.median(values)), 1) if values else None
