"""A seeded workload: controls with three zones each over Denmark, and fixes of which a few are near one."""

from __future__ import annotations

from datetime import datetime
from math import cos, pi, radians, sin
from typing import Any

import numpy as np

from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.fix import EVENTS, NO_SEQ, SOURCES, FixBatch, Floats
from vaern.packs.monitoring import monitoring_rules

SEED = 2026
SOUTH, NORTH, WEST, EAST = 54.6, 57.7, 8.1, 12.6
ZONES = 3
CORNERS = (5, 60)
MARGIN_M = 300
NEAR_SHARE = 0.05
NEAR_M = 1500
INTERVAL_MS = 60_000
BEGINS = "2026-05-01T00:00:00+02:00"
BEGINS_MS = round(datetime.fromisoformat(BEGINS).timestamp() * 1000)
METRES_PER_DEGREE = 111_200


class Workload:
    """The controls and the fixes; every person reports in turn, a minute apart on average."""

    def __init__(self, persons: int, fixes: int) -> None:
        self._dice = np.random.default_rng(SEED)
        self.centres = self._centres(persons)
        controls = [self._control(person) for person in range(persons)]
        self.controls: tuple[Control, ...] = parse_controls({"controls": controls}, monitoring_rules())
        self.fixes = self._fixes(persons, fixes)

    def _centres(self, persons: int) -> Floats:
        """Return (lat, lon) of each person's three zones, a few kilometres apart."""
        home = self._dice.uniform((SOUTH, WEST), (NORTH, EAST), (persons, 1, 2))
        return home + self._dice.uniform(-0.05, 0.05, (persons, ZONES, 2))

    def _control(self, person: int) -> dict[str, Any]:
        zones = [
            {
                "id": f"Z{index}",
                "kind": "prohibited",
                "geometry": {"type": "Polygon", "coordinates": [self._ring(lat, lon)]},
                "margin_m": MARGIN_M,
            }
            for index, (lat, lon) in enumerate(self.centres[person].tolist())
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

    def _ring(self, lat: float, lon: float) -> list[list[float]]:
        corners = int(self._dice.integers(*CORNERS))
        radii = self._dice.uniform(100, 400, corners) / METRES_PER_DEGREE
        wide = 1 / cos(radians(lat))
        turns = [2 * pi * corner / corners for corner in range(corners)]
        ring = [[lon + r * cos(a) * wide, lat + r * sin(a)] for r, a in zip(radii, turns, strict=True)]
        return [*ring, ring[0]]

    def _fixes(self, persons: int, fixes: int) -> FixBatch:
        dice = self._dice
        person = np.arange(fixes) % persons
        fixed_at = BEGINS_MS + (np.arange(fixes) * (INTERVAL_MS / persons)).astype(np.int64)
        place = dice.uniform((SOUTH, WEST), (NORTH, EAST), (fixes, 2))
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
