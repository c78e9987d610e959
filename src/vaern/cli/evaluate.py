"""`vaern monitor evaluate`: what the alarms are worth, against the truth and against point-in-polygon."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table
from shapely.geometry import shape

from vaern.errors import InputError
from vaern.packs.monitoring import monitoring_rules
from vaern.simulate import walk
from vaern.simulate.noise import NOISES
from vaern.simulate.scenes import scenes
from vaern.simulate.trial import BEGINS, Setting, Trial, Watched
from vaern.simulate.truth import Truth, read_truth, truth_of
from vaern.zones import check_zone

BUILT_IN = ("scenes", "odense")
SEED = 20261125
_TOWN = {
    "type": "Polygon",
    "coordinates": [[
        [10.386, 55.396], [10.392, 55.396], [10.392, 55.398], [10.389, 55.398],
        [10.389, 55.4], [10.386, 55.4], [10.386, 55.396],
    ]],
}  # fmt: skip
"""An L of about 380 by 445 metres: a corner to walk into, and one to cut across."""
_TOWN_PLACE = (55.397, 10.388)
_COLUMNS = {
    "approaches": "approaches",
    "missed_approaches": "missed",
    "approaches_only_told_as_device_alarm": "device alarm only",
    "approaches_only_told_as_margin_alarm": "margin alarm only",
    "false_alarms_per_person_day": "false /person-day",
    "repeated_alarms_per_person_day": "repeated /person-day",
    "median_delay_s": "median delay s",
    "median_warning_s": "median warning s",
    "shortest_warning_s": "shortest warning s",
}


def evaluate(
    truth: Sequence[str],
    noise: Sequence[str],
    zone: Path | None,
    margin_m: float | None,
    interval_s: float,
    repeats: int,
    out: Path | None,
) -> None:
    """Run every way through every noise, print a table and write the figures as JSON where asked."""
    trial = Trial(_setting(truth, zone, margin_m, interval_s), monitoring_rules())
    ways = [way for name in truth for way in _ways(name, trial)]
    watched = [trial.watched(way) for way in ways]
    found = {name: _figures(trial, name, watched, repeats) for name in _noises(noise)}
    Console(width=150).print(_table(found))
    if out is not None:
        said = {
            "interval_s": interval_s,
            "repeats": repeats,
            "seed": SEED,
            "ways": [way.name for way in ways],
        }
        out.write_text(json.dumps({**said, "noises": found}, indent=2) + "\n", encoding="utf-8")


def _noises(asked: Sequence[str]) -> list[str]:
    unknown = next((name for name in asked if name not in (*NOISES, "all")), None)
    if unknown is not None:
        raise InputError("an unknown noise", "--noise", f"all, or one of: {', '.join(NOISES)}")
    return list(NOISES) if "all" in asked else list(asked)


def _setting(truth: Sequence[str], zone: Path | None, margin_m: float | None, interval_s: float) -> Setting:
    if zone is not None:
        geometry = _geometry(zone)
        return Setting(geometry, 300.0 if margin_m is None else margin_m, _middle(geometry), interval_s)
    if list(truth) == ["odense"]:
        geometry = walk.zone()
        return Setting(geometry, 15.0 if margin_m is None else margin_m, _middle(geometry), interval_s)
    if any(name not in BUILT_IN for name in truth):
        raise InputError("a track without its zone", "--zone", "a GeoJSON file with the zone of the track")
    return Setting(_TOWN, 300.0 if margin_m is None else margin_m, _TOWN_PLACE, interval_s)


def _geometry(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError("the zone cannot be read", "--zone", "a GeoJSON file") from None
    geometry: dict[str, Any] = data.get("geometry", data) if isinstance(data, dict) else {}
    problems = check_zone(geometry)
    if problems:
        raise InputError(problems[0], "--zone", "a closed polygon that does not cross itself")
    return geometry


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    inside = shape(geometry).representative_point()
    return inside.y, inside.x


def _ways(name: str, trial: Trial) -> list[Truth]:
    if name == "scenes":
        flat = trial.outline.shape()
        place = trial.flat(*trial.setting.place)
        return list(scenes(flat, trial.setting.margin_m, place, np.random.default_rng(SEED)))
    if name == "odense":
        points = [(row["seq"] * walk.INTERVAL_S, row["lat"], row["lon"]) for row in walk.rows("R1", BEGINS)]
        return [truth_of("walk in Odense", points, trial.outline)]
    return [read_truth(Path(name), trial.outline)]


def _figures(trial: Trial, noise: str, watched: Sequence[Watched], repeats: int) -> dict[str, Any]:
    typer.echo(f"{noise} …", err=True)
    return {method: score.shown() for method, score in trial.run(noise, watched, repeats, SEED).items()}


def _table(found: dict[str, dict[str, Any]]) -> Table:
    table = Table("noise", "method", *_COLUMNS.values())
    for noise, methods in found.items():
        for method, figures in methods.items():
            table.add_row(
                noise, method, *("–" if figures[key] is None else str(figures[key]) for key in _COLUMNS)
            )
        table.add_section()
    return table
