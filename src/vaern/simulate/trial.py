"""The engine and plain point-in-polygon on the same noisy reports of the same true ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPoint

from vaern.monitoring.alarm import Alarm
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.engine import finish, start, step
from vaern.monitoring.fix import Fix, FixBatch
from vaern.monitoring.rules import MonitoringRules
from vaern.simulate.noise import NOISES, Heard
from vaern.simulate.scoring import Rung, Score, Way
from vaern.simulate.truth import Truth
from vaern.zones import Outline
from vaern.zones.ellipsoid import lat_lon, local_xy

Floats = npt.NDArray[np.float64]
BEGINS = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
LAW = "dk-2011-draft"
SHOWN = ("probable", "certain")
PLACES = ("zone", "margin")
RINGS_AGAIN = ("fix_inside_again", "crossed_between_fixes")
METHODS = ("engine", "engine, shown", "point in polygon")


class Setting(NamedTuple):
    """What is watched: the zone, its margin, a protected place (lat, lon); how often he reports."""

    geometry: Mapping[str, Any]
    margin_m: float
    place: tuple[float, float]
    interval_s: float


class Watched(NamedTuple):
    """A true way at the moments of its reports, and measured second by second."""

    reported: Truth
    way: Way


@dataclass(frozen=True)
class Trial:
    """One zone under one pack's rules."""

    setting: Setting
    rules: Mapping[str, MonitoringRules]

    @property
    def outline(self) -> Outline:
        """The zone in metres about its middle."""
        return Outline.of(self.setting.geometry)

    def watched(self, truth: Truth) -> Watched:
        """Return a way as it is reported, and second by second."""
        return Watched(truth.every(self.setting.interval_s), self._way(truth))

    def run(self, noise: str, watched: Sequence[Watched], repeats: int, seed: int) -> dict[str, Score]:
        """Return the score of each method over `repeats` throws of the dice for each way."""
        scores = {method: Score() for method in METHODS}
        for number, (reported, way) in enumerate(watched):
            for repeat in range(repeats):
                dice = np.random.default_rng([seed, number, repeat])
                heard = NOISES[noise](dice, reported.at_s, reported.xy)
                for method, rung in self._rung(reported.at_s, heard).items():
                    scores[method].add(way, rung, self.setting.interval_s)
        return scores

    def _way(self, truth: Truth) -> Way:
        fine = truth.every(1.0)
        points, shape = shapely.points(fine.xy), self.outline.shape()
        border_m = shapely.distance(points, shape.boundary)
        inside = shapely.contains_properly(shape, points)
        place = shapely.distance(points, MultiPoint([self.flat(*self.setting.place)]))
        return Way(fine.at_s, np.where(inside, -border_m, border_m), self.setting.margin_m, place)

    def flat(self, lat: float, lon: float) -> Floats:
        """Return a position in metres about the zone's middle."""
        return np.array(local_xy(self.outline.lat0, self.outline.lon0, lat, lon)[:2])

    def _rung(self, at_s: Floats, heard: Heard) -> dict[str, list[Rung]]:
        alarms = self._alarms(at_s, heard)
        end_s = float(at_s[-1])
        return {
            "engine": list(rung(alarms, end_s)),
            "engine, shown": list(rung(alarms, end_s, grades=SHOWN)),
            "point in polygon": list(self._plain(at_s, heard)),
        }

    def _alarms(self, at_s: Floats, heard: Heard) -> list[Alarm]:
        batch = FixBatch.of(list(self._fixes(at_s, heard)))
        state, events = step(start([self._control(float(at_s[-1]))]), batch)
        _, rest = finish(state)
        return [*events.alarms, *rest.alarms]

    def _fixes(self, at_s: Floats, heard: Heard) -> Iterator[Fix]:
        outline, rows = self.outline, np.nonzero(heard.kept)[0]
        for row in map(int, rows):
            lat, lon = lat_lon(outline.lat0, outline.lon0, *heard.xy[row].tolist())
            at = _milliseconds(float(at_s[row]))
            yield Fix("R1", at, at, lat, lon, float(heard.accuracy_m[row]), heard.source, seq=row)

    def _control(self, end_s: float) -> Control:
        lat, lon = self.setting.place
        control = {
            "id": "C1",
            "law": LAW,
            "order": "opholdsforbud",
            "mode": "hybrid",
            "valid": {
                "from": BEGINS.isoformat(),
                "to": (BEGINS + timedelta(seconds=end_s + 3600)).isoformat(),
            },
            "respondent": "R",
            "respondent_devices": ["R1"],
            "zones": [
                {
                    "id": "Z",
                    "kind": "prohibited",
                    "geometry": self.setting.geometry,
                    "margin_m": self.setting.margin_m,
                    "protected_places": [[lon, lat]],
                }
            ],
            "report_interval_s": self.setting.interval_s,
        }
        return parse_controls({"controls": [control]}, self.rules)[0]

    def _plain(self, at_s: Floats, heard: Heard) -> Iterator[Rung]:
        """Inside rings, outside ends it; no error, no memory."""
        at_s, points = at_s[heard.kept], shapely.points(heard.xy[heard.kept])
        shape = self.outline.shape()
        for place, area in (("zone", shape), ("margin", shape.buffer(self.setting.margin_m))):
            inside = shapely.contains(area, points)
            edges = np.diff(np.concatenate([[0], inside.astype(np.int8), [0]]))
            turns = zip(np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0], strict=True)
            for first, after in turns:
                yield Rung(place, float(at_s[first]), float(at_s[min(int(after), len(at_s) - 1)]))


def rung(alarms: Sequence[Alarm], end_s: float, grades: Sequence[str] | None = None) -> Iterator[Rung]:
    """Yield each alarm as it rang, and as it rang again; with `grades`, places only once so sure."""
    open_: dict[str, tuple[str, float]] = {}
    for alarm in alarms:
        at_s = (alarm.at - _milliseconds(0)) / 1000
        place = alarm.kind if alarm.kind in PLACES else "device"
        sure = grades is None or place == "device" or alarm.grade in grades
        if alarm.because in RINGS_AGAIN and alarm.alarm in open_:
            yield Rung(place, at_s, at_s)
        elif alarm.event in ("raised", "graded") and sure:
            open_.setdefault(alarm.alarm, (place, at_s))
        elif alarm.event == "cleared" and alarm.alarm in open_:
            yield Rung(*open_.pop(alarm.alarm), at_s)
    for place, begins_s in open_.values():
        yield Rung(place, begins_s, end_s)


def _milliseconds(at_s: float) -> int:
    return round((BEGINS.timestamp() + at_s) * 1000)
