"""A control in force: whose devices are watched, when, against which zones, under which law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaern.monitoring.rules import MonitoringRules


@dataclass(frozen=True, slots=True)
class Span:
    """A closed stretch of time in milliseconds since 1970."""

    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Margin:
    """Metres around a zone, from a moment on."""

    begins: int
    metres: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A prohibited zone: GeoJSON geometry, its margins in order of time, places to be protected (lat, lon)."""

    id: str
    geometry: Mapping[str, Any]
    margins: tuple[Margin, ...]
    protected_places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One control of contract `controls.json`, checked."""

    id: str
    rules: MonitoringRules
    mode: str
    valid: Span
    respondent: str
    respondent_devices: tuple[str, ...]
    protected: str | None
    protected_devices: tuple[str, ...]
    consent: Span
    zones: tuple[Zone, ...]
    permissions: tuple[Span, ...]
    planned_silence: tuple[Span, ...]
    protected_alert_within_m: float | None
    report_interval_s: float
    signal_lost_after_s: float


def parse_controls(data: Mapping[str, Any], rules: Mapping[str, MonitoringRules]) -> tuple[Control, ...]:
    """Return the controls of a controls.json object; InputError with a JSON pointer on anything unusable."""
    ...
