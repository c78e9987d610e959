"""A seeded workload: controls with three zones each over Denmark, and fixes of which a few are near one."""

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
NEAR_M = 1500
AWAY_M = 3000
"""Where a person is otherwise: far from the zones, and near enough to go there within a report or two."""
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
        self.centres = home + self._dice.uniform(-0.01, 0.01, (persons, ZONES, 2))
        self.away = home[:, 0] + (0, AWAY_M / METRES_PER_DEGREE * 1.8)
        self.first, self.corners = self._rings()
        self.fixes = self._fixes(fixes)

    def controls(self) -> Iterator[Control]:
        """Yield each person's control, made when it is asked for: a million of them fill a machine."""
        (pattern,) = parse_controls({"controls": [self.control_json(0)]}, monitoring_rules())
        outlines = Outline.each(self.first, self.corners)
        for person in range(self.persons):
            zones = tuple(replace(zone, outline=next(outlines), geometry={}) for zone in pattern.zones)
            yield replace(
                pattern,
                id=f"C{person}",
                respondent=f"R{person}",
                respondent_devices=(f"D{person:07d}",),
                zones=zones,
            )

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

    def _fixes(self, fixes: int) -> FixBatch:
        dice, persons = self._dice, self.persons
        person = np.arange(fixes) % persons
        fixed_at = BEGINS_MS + (np.arange(fixes) * (INTERVAL_MS / persons)).astype(np.int64)
        place = self.away[person] + dice.uniform(-200, 200, (fixes, 2)) / METRES_PER_DEGREE
        near = np.nonzero(dice.random(fixes) < NEAR_SHARE)[0]
        zone = dice.integers(0, ZONES, len(near))
        offset = dice.uniform(-NEAR_M, NEAR_M, (len(near), 2)) / METRES_PER_DEGREE
        place[near] = self.centres[person[near], zone] + offset * (1, 1.8)
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
