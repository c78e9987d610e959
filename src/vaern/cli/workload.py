"""A seeded workload: controls with three zones each over Denmark, persons who walk, a few about a zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.fix import EVENTS, NO_SEQ, SOURCES, FixBatch, Floats, Ints
from vaern.packs.monitoring import monitoring_rules
from vaern.zones import Outline

SEED = 2026
SOUTH, NORTH, WEST, EAST = 54.6, 57.7, 8.1, 12.6
ZONES = 3
CORNERS = (5, 60)
MARGIN_M = 300
NEAR_SHARE = 0.05
"""So many persons walk about a zone, and so many fixes are near or in one."""
ASIDE_M, CIRCLE_M, NOISE_M = 600, 700, 5
TURN_PER_S = 0.0025
"""Radians of the circle: at most 1.75 m/s, a walk."""
WIDE = 1.8
"""Degrees of longitude that are as far as one of latitude, over Denmark."""
INTERVAL_MS = 60_000
BEGINS = "2026-05-01T00:00:00+02:00"
BEGINS_MS = round(datetime.fromisoformat(BEGINS).timestamp() * 1000)
METRES_PER_DEGREE = 111_200


class Workload:
    """The zones and the fixes; every person reports in turn, a minute apart on average.

    `corners` are the zones' closed rings one after the other as rows (lon, lat): zone z's are
    corners[first[z]:first[z + 1]], and zones 3 p to 3 p + 2 are person p's.
    """

    first: Ints
    corners: Floats

    def __init__(self, persons: int, fixes: int) -> None:
        self.persons = persons
        self._dice = np.random.default_rng(SEED)
        home = self._dice.uniform((SOUTH, WEST), (NORTH, EAST), (persons, 1, 2))
        self.centres = home + self._dice.uniform(-0.05, 0.05, (persons, ZONES, 2))
        self.first, self.corners = self._rings()
        self.fixes = self.reports(fixes)

    def controls(self, index: int = 0, of: int = 1) -> Iterator[Control]:
        """Yield the control of every `of`-th person, made when it is asked for: a million fill a machine."""
        (pattern,) = parse_controls({"controls": [self.control_json(0)]}, monitoring_rules())
        for person in range(index, self.persons, of):
            outlines = self._outlines(person)
            zones = tuple(replace(zone, outline=next(outlines), geometry={}) for zone in pattern.zones)
            yield replace(
                pattern,
                id=f"C{person}",
                respondent=f"R{person}",
                respondent_devices=(f"D{person:07d}",),
                zones=zones,
            )

    def _outlines(self, person: int) -> Iterator[Outline]:
        begin = ZONES * person
        first = self.first[begin : begin + ZONES + 1]
        return Outline.each(first - first[0], self.corners[first[0] : first[-1]])

    def control_json(self, person: int) -> dict[str, Any]:
        """Return a person's control as `controls.json` writes it."""
        zones = [
            {
                "id": f"Z{index}",
                "kind": "prohibited",
                "geometry": {"type": "Polygon", "coordinates": [self._ring(ZONES * person + index)]},
                "margin_m": MARGIN_M,
            }
            for index in range(ZONES)
        ]
        return {
            "id": f"C{person}",
            "law": "dk-2011-draft",
            "order": "opholdsforbud",
            "mode": "hybrid",
            "valid": {"from": BEGINS, "to": "2026-07-31T23:59:59+02:00"},
            "respondent": f"R{person}",
            "respondent_devices": [f"D{person:07d}"],
            "zones": zones,
        }

    def _ring(self, zone: int) -> list[list[float]]:
        ring: list[list[float]] = self.corners[self.first[zone] : self.first[zone + 1]].tolist()
        return ring

    def _rings(self) -> tuple[Ints, Floats]:
        """Return stars about the centres, each ring's first corner again at its end."""
        centres = self.centres.reshape(-1, 2)
        corners = self._dice.integers(*CORNERS, len(centres))
        first = np.concatenate([[0], np.cumsum(corners + 1)])
        zone = np.repeat(np.arange(len(centres)), corners + 1)
        step = (np.arange(first[-1]) - first[zone]) % corners[zone]
        radii = self._dice.uniform(100, 400, first[-1]) / METRES_PER_DEGREE
        radii = radii[first[zone] + step]
        angle = 2 * np.pi * step / corners[zone]
        lat, lon = centres[zone].T
        wide = 1 / np.cos(np.radians(lat))
        return first, np.column_stack([lon + radii * np.cos(angle) * wide, lat + radii * np.sin(angle)])

    def reports(self, fixes: int, interval_s: float = INTERVAL_MS / 1000) -> FixBatch:
        """Return the first fixes; each person walks in a circle, a few in and out of a zone of theirs.

        `interval_s` is the time from one report of a person to the next, for how far each walks.
        """
        dice, persons = np.random.default_rng((SEED, 1)), self.persons
        near = dice.random(persons) < NEAR_SHARE
        zone = self.centres[np.arange(persons), dice.integers(0, ZONES, persons)]
        anywhere = dice.uniform((SOUTH, WEST), (NORTH, EAST), (persons, 2))
        middle = np.where(near[:, None], zone + self._metres(dice, persons, ASIDE_M), anywhere)
        radius, turned = dice.uniform(0.3, 1, persons) * CIRCLE_M, dice.uniform(0, 2 * np.pi, persons)
        person = np.arange(fixes) % persons
        angle = turned[person] + TURN_PER_S * interval_s * (np.arange(fixes) // persons)
        walked = np.column_stack([np.sin(angle), np.cos(angle) * WIDE]) * radius[person, None]
        place = middle[person] + walked / METRES_PER_DEGREE + self._metres(dice, fixes, NOISE_M)
        fixed_at = BEGINS_MS + (np.arange(fixes) * (INTERVAL_MS / persons)).astype(np.int64)
        nothing = np.full(fixes, np.nan)
        return FixBatch(
            devices=tuple(f"D{number:07d}" for number in range(persons)),
            device=person.astype(np.int32),
            fixed_at=fixed_at,
            received_at=fixed_at + 2000,
            lat=np.ascontiguousarray(place[:, 0]),
            lon=np.ascontiguousarray(place[:, 1]),
            accuracy_m=dice.uniform(3, 30, fixes),
            source=np.full(fixes, SOURCES.index("gnss"), np.int32),
            seq=np.full(fixes, NO_SEQ, np.int64),
            battery_pct=nothing,
            next_s=nothing,
            event=np.full(fixes, EVENTS.index(""), np.int32),
        )

    @staticmethod
    def _metres(dice: np.random.Generator, count: int, most_m: float) -> Floats:
        """Return so many steps (degrees north, degrees east) of at most `most_m` each way."""
        return dice.uniform(-most_m, most_m, (count, 2)) * (1, WIDE) / METRES_PER_DEGREE
