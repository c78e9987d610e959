"""An alarm event and a released fix, as the contract writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

POSSIBLE, PROBABLE, CERTAIN = 0.05, 0.5, 0.95
"""Shares of the error inside a zone from which a grade holds: numbers of our contract, of no statute."""
SHARE_DECIMALS = 4
"""Shares are judged as they are written, so that whoever reads one can grade it."""
SHOWN = PROBABLE
"""From this share on a person is shown to be in a place."""
GRADES = (None, "possible", "probable", "certain")


def grade_of(probability: float) -> int:
    """Return the index in GRADES of a share inside: 0 below `possible`, 3 for `certain`."""
    return (probability >= POSSIBLE) + (probability >= PROBABLE) + (probability >= CERTAIN)


LEAST_GRADE, SHOWN_GRADE = grade_of(POSSIBLE), grade_of(SHOWN)


def iso(at_ms: int) -> str:
    """Return milliseconds since 1970 as ISO 8601 in UTC, whole milliseconds, with its offset."""
    return f"{_second(at_ms // 1000)}.{at_ms % 1000:03d}+00:00"


@lru_cache(maxsize=4096)
def _second(at_s: int) -> str:
    return datetime.fromtimestamp(at_s, UTC).replace(tzinfo=None).isoformat()


@dataclass(frozen=True, slots=True)
class Alarm:
    """One event of an alarm; `at` in ms since 1970; what is positional is None unless `released`."""

    alarm: str
    control: str | None
    kind: str
    zone: str | None
    device: str
    event: str
    at: int
    grade: str | None = None
    contrary_to_order: str = "undetermined"
    released: bool = False
    inside_probability: float | None = None
    distance_m: float | None = None
    parties_distance_m: float | None = None
    notify: tuple[str, ...] = ("control_room",)
    may_notify: tuple[str, ...] = ()
    respondent_bearing_deg: int | None = None
    protected_bearing_deg: int | None = None
    retrospective: bool = False
    because: str = ""
    provisional: bool = False
    between_fixes: bool = False
    crossings: tuple[str, ...] = ()
    by: str | None = None
    finding: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return one object of alarms.jsonl; `provisional` stands there only while it is so."""
        said: dict[str, Any] = {
            "alarm": self.alarm,
            "control": self.control,
            "kind": self.kind,
            "zone": self.zone,
            "device": self.device,
            "event": self.event,
            "at": iso(self.at),
            "grade": self.grade,
            "contrary_to_order": self.contrary_to_order,
            "released": self.released,
            "inside_probability": self.inside_probability,
            "distance_m": self.distance_m,
            "parties_distance_m": self.parties_distance_m,
            "notify": list(self.notify),
            "may_notify": list(self.may_notify),
            "guidance": {
                "respondent_bearing_deg": self.respondent_bearing_deg,
                "protected_bearing_deg": self.protected_bearing_deg,
            },
            "retrospective": self.retrospective,
            "because": self.because,
        }
        if self.event == "answered":
            said |= {"by": self.by, "finding": self.finding}
        if self.between_fixes:
            said["between_fixes"] = True
        if self.crossings:
            said["crossings"] = list(self.crossings)
        return said | ({"provisional": True} if self.provisional else {})


class Released(NamedTuple):
    """A fix that the law opens, the alarm that opened it, and the figures a third party recomputes."""

    device: str
    control: str | None
    zone: str | None
    alarm: str
    fixed_at: int
    received_at: int
    lat: float
    lon: float
    accuracy_m: float
    source: str
    seq: int | None
    distance_m: float | None
    margin_m: float | None
    margin_distance_m: float | None
    inside_probability: float | None
    margin_probability: float | None
    bearing_out_deg: int | None = None
    parties_distance_m: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return one object of released.jsonl, times in ISO 8601 UTC."""
        return {
            "alarm": self.alarm,
            "control": self.control,
            "zone": self.zone,
            "device": self.device,
            "seq": self.seq,
            "time": iso(self.fixed_at),
            "received": iso(self.received_at),
            "lat": self.lat,
            "lon": self.lon,
            "accuracy_m": self.accuracy_m,
            "source": self.source,
            "distance_m": self.distance_m,
            "margin_m": self.margin_m,
            "margin_distance_m": self.margin_distance_m,
            "inside_probability": self.inside_probability,
            "margin_probability": self.margin_probability,
            "bearing_out_deg": self.bearing_out_deg,
            "parties_distance_m": self.parties_distance_m,
        }
