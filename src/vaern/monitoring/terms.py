"""The terms of a control: whose devices are watched, when, against which zones, under which law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vaern.monitoring.rules import MonitoringRules
from vaern.zones import Outline
from vaern.zones.ground import Ground

ALWAYS_MS = 1 << 60
"""Later than any time that occurs: the end of what has none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in milliseconds since 1970, both ends included."""

    begins: int
    ends: int

    def holds(self, at: int) -> bool:
        """Return whether a moment lies in the stretch."""
        return self.begins <= at <= self.ends


@dataclass(frozen=True, slots=True)
class Margin:
    """Metres around a zone, from a moment on; `by` and `reason` where the history states them."""

    begins: int
    metres: float
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Ground on which he may be while `open` holds, for at most `transit_ms` where it is a corridor."""

    name: str
    geometry: Mapping[str, Any]
    open: Span
    transit_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """So many crossings of a boundary within so many milliseconds are a pattern."""

    crossings: int
    within_ms: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: GeoJSON geometry, margins in order of time, protected places as (lat, lon).

    `required`: he must be inside and not outside. `hours`: when the zone holds, None for always.
    """

    id: str
    geometry: Mapping[str, Any]
    margins: tuple[Margin, ...]
    protected_places: tuple[tuple[float, float], ...]
    outline: Outline = field(compare=False, repr=False)
    required: bool = False
    hours: tuple[Span, ...] | None = None
    openings: tuple[Opening, ...] = ()
    _grounds: dict[tuple[int, ...], Ground] = field(default_factory=dict, compare=False, repr=False)

    def ground(self, openings: tuple[int, ...]) -> Ground:
        """Return the ground of some openings, laid over the zone; made once."""
        if openings not in self._grounds:
            shapes = [self.openings[opening].geometry for opening in openings]
            self._grounds[openings] = Ground.over(self.outline, shapes)
        return self._grounds[openings]

    def margin_at(self, at: int) -> float:
        """Return the metres of margin in force at a moment."""
        return next((margin.metres for margin in reversed(self.margins) if margin.begins <= at), 0.0)


@dataclass(frozen=True, slots=True)
class Control:
    """One control of `controls.json`, checked; `unwatched` points at what its law lets nobody judge."""

    id: str
    rules: MonitoringRules
    mode: str
    valid: Span
    respondent: str
    respondent_devices: tuple[str, ...]
    protected: str | None
    protected_devices: tuple[str, ...]
    consent: Span | None
    zones: tuple[Zone, ...]
    permissions: tuple[Span, ...]
    planned_silence: tuple[Span, ...]
    minimum_distance_m: float | None
    following_distance_m: float | None
    protected_alert_within_m: float | None
    report_interval_s: float
    signal_lost_after_s: float
    battery_low_pct: float | None
    unwatched: tuple[str, ...] = ()
    pattern: Pattern | None = None

    @property
    def protected_person(self) -> str:
        """Name the protected person also where the control does not."""
        return self.protected or f"{self.id}/protected"

    @property
    def protects_somebody(self) -> bool:
        """Whether anybody is kept from him: an activity plan alone says only where he must be."""
        return bool(self.protected or self.protected_devices) or not all(zone.required for zone in self.zones)

    @property
    def distance_m(self) -> float | None:
        """Metres between the parties from which on an alarm is raised; None where no distance is watched."""
        if self.minimum_distance_m is None:
            return None
        return max(self.minimum_distance_m, self.following_distance_m or 0.0)
