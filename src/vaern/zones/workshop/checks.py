"""Everything a zone is looked over for before it is ordered, each check with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil, sqrt

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from vaern.zones.check import check_zone
from vaern.zones.workshop.disclosure import gives_away
from vaern.zones.workshop.draft import Draft
from vaern.zones.workshop.drawing import polygons
from vaern.zones.workshop.finding import Finding, Result, not_checked
from vaern.zones.workshop.layer import Feature, Layers
from vaern.zones.workshop.limits import Limits
from vaern.zones.workshop.plane import to_geojson

__all__ = ["Limits", "look_over"]

_OF_PLACE = {
    "home": "home",
    "work": "place of work",
    "school": "school",
    "route": "usual way",
    "other": "place",
}
MAIN_ROADS = ("motorway", "trunk", "primary", "secondary")
RAILWAYS = ("rail", "light_rail", "subway", "tram")


@dataclass(frozen=True, slots=True)
class _Table:
    """What a check looks at; the shapes are in metres."""

    draft: Draft
    layers: Layers
    limits: Limits
    secret_seed: bytes | None
    area: BaseGeometry = field(init=False)
    widened: BaseGeometry = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "area", self.draft.area)
        object.__setattr__(self, "widened", self.draft.widened)

    def flat(self, feature: Feature) -> BaseGeometry:
        """Return a feature's shape in metres."""
        return self.draft.plane.metres(feature.geometry)

    def drawn(self, shape: BaseGeometry) -> dict[str, object]:
        """Return a shape in metres as GeoJSON."""
        return to_geojson(self.draft.plane.degrees(shape))


def look_over(
    draft: Draft, layers: Layers, limits: Limits | None = None, secret_seed: bytes | None = None
) -> list[Finding]:
    """Return what each check found; only the shape is looked at where the shape itself is wrong.

    `secret_seed` is random, kept with the case and told to nobody: from it comes the one alternative proposed
    where the zone gives a secret address away, the same each time.
    """
    problems = check_zone(draft.geometry)
    if problems:
        remedy = "Draw the zone again: a closed line that does not cross itself, longitude first."
        return [
            Finding("shape", Result.WRONG, f"{problem[0].upper()}{problem[1:]}.", remedy)
            for problem in problems
        ]
    table = _Table(draft, layers, limits or Limits(), secret_seed)
    return [Finding("shape", Result.FINE, "The line is closed and encloses an area."), *_all(table)]


def _all(table: _Table) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(table)


def _holes(table: _Table) -> Iterator[Finding]:
    holes = sum(len(part.interiors) for part in polygons(table.area))
    left = sum(len(part.interiors) for part in polygons(table.widened))
    if holes > left:
        reason = f"The margin closes {holes - left} of the zone's {holes} holes: whoever is there rings."
        yield Finding("holes", Result.LOOK, reason, "Narrow the margin, or say that the hole is not meant.")
    elif holes:
        yield Finding("holes", Result.FINE, "The holes stay open within the margin.")


def _sea(table: _Table) -> Iterator[Finding]:
    land = table.layers.of("land")
    if land is None:
        yield not_checked("land", "land")
        return
    near = table.draft.plane.degrees(table.area.envelope).bounds
    cut = [table.draft.plane.metres(shapely.clip_by_rect(each.geometry, *near)) for each in land]
    share = table.area.intersection(shapely.union_all(shapely.make_valid(cut))).area / table.area.area
    if share == 0:
        yield Finding("land", Result.WRONG, "The zone lies in the sea.", "Check longitude and latitude.")
    elif share < table.limits.least_land_share:
        reason = f"Only {share:.0%} of the zone is land."
        yield Finding("land", Result.LOOK, reason, "Check that this is the place that is meant.")
    else:
        yield Finding("land", Result.FINE, f"{share:.0%} of the zone is land.")


def _respondent(table: _Table) -> Iterator[Finding]:
    if not table.draft.respondent:
        reason = "Nobody has said where the respondent lives, works, studies or usually goes."
        remedy = "Ask, and enter the places: their weight belongs to proportionality."
        yield Finding("respondent", Result.NOT_CHECKED, reason, remedy, weighs="proportionality")
        return
    hit = False
    for place, shape in table.draft.flat(table.draft.respondent):
        where = _where(table, shape)
        if where:
            hit = True
            yield _inside(table, place.kind, shape, where)
    if not hit:
        yield Finding(
            "respondent", Result.FINE, "None of the respondent's places lies in the zone or its margin."
        )


def _where(table: _Table, shape: BaseGeometry) -> str | None:
    if table.area.intersects(shape):
        return "the zone"
    return "the margin" if table.widened.intersects(shape) else None


def _inside(table: _Table, kind: str, shape: BaseGeometry, where: str) -> Finding:
    reason = f"The respondent's {_OF_PLACE[kind]} lies in {where}."
    if kind == "route":
        way = shape.buffer(table.limits.road_half_width_m).intersection(table.area)
        remedy = "Let a corridor through, move the border, or say why the way may be closed."
        proposal = None if way.is_empty else table.drawn(way)
        return Finding("respondent", Result.LOOK, reason, remedy, "proportionality", proposal)
    remedy = "Move the border, or say why this weight must be borne."
    return Finding("respondent", Result.LOOK, reason, remedy, "proportionality")


def _roads(table: _Table) -> Iterator[Finding]:
    yield from _crossed(table, "roads", MAIN_ROADS, table.limits.road_half_width_m, table.limits.road_m_s)


def _railways(table: _Table) -> Iterator[Finding]:
    yield from _crossed(table, "railways", RAILWAYS, table.limits.rail_half_width_m, table.limits.rail_m_s)


def _crossed(
    table: _Table, layer: str, kinds: tuple[str, ...], half_width_m: float, speed_m_s: float
) -> Iterator[Finding]:
    features = table.layers.of(layer)
    if features is None:
        yield not_checked(layer, layer)
        return
    lines = [table.flat(each) for each in features if each.kind in kinds]
    through = [line for line in (line.intersection(table.area) for line in lines) if line.length > 0]
    if not through:
        yield Finding(layer, Result.FINE, f"No main {layer[:-1]} crosses the zone.")
        return
    length_m = max(line.length for line in through)
    seconds = ceil(length_m / speed_m_s * table.limits.transit_slack / 60) * 60
    corridor = shapely.union_all(through).buffer(half_width_m, cap_style="flat").intersection(table.area)
    reason = f"A main {layer[:-1]} crosses the zone: whoever only travels through would ring."
    remedy = f"Let a corridor through with at most {seconds} s, or say why not."
    yield Finding(
        layer, Result.LOOK, reason, remedy, "proportionality", table.drawn(_largest_parts(corridor))
    )


def _settlement(table: _Table) -> Iterator[Finding]:
    settlements = table.layers.of("settlements")
    if settlements is None:
        yield not_checked("size", "settlements")
        return
    covered = [
        (shape.intersection(table.widened).area / shape.area)
        for shape in (shapely.make_valid(table.flat(each)) for each in settlements)
        if shape.area > 0
    ]
    most = max(covered, default=0.0)
    if most > table.limits.most_of_a_settlement:
        reason = f"Zone and margin cover {most:.0%} of a settlement: nobody who lives there can keep out."
        remedy = "Draw it smaller, or give it hours or corridors."
        yield Finding("size", Result.LOOK, reason, remedy, "density")
    else:
        yield Finding("size", Result.FINE, f"Zone and margin cover at most {most:.0%} of a settlement.")


def _accuracy(table: _Table) -> Iterator[Finding]:
    """Say what each way of finding a position can still show in a zone of this size."""
    half_m = max(_half_width_m(part) for part in polygons(table.area))
    blind = [name for name, accuracy_m in table.limits.accuracy_m.items() if accuracy_m > half_m]
    if not blind:
        yield Finding("accuracy", Result.FINE, "Every way of finding a position can show somebody inside.")
        return
    wide = f"At its widest the zone is {2 * half_m:.0f} m across"
    reason = f"{wide}: {', '.join(blind)} positions are less exact than that."
    yield Finding(
        "accuracy", Result.LOOK, reason, "Count on late or uncertain alarms from these, and say so to her."
    )


def _disclosure(table: _Table) -> Iterator[Finding]:
    if table.draft.secret:
        addresses = table.layers.of("addresses")
        dwellings = (
            None if addresses is None else sum(table.area.intersects(table.flat(each)) for each in addresses)
        )
        places = [shape for _, shape in table.draft.flat(table.draft.protected)]
        yield from gives_away(table.area, places, dwellings, table.limits, table.secret_seed, table.drawn)


def _half_width_m(part: Polygon) -> float:
    return float(shapely.maximum_inscribed_circle(part, tolerance=1.0).length)


def _largest_parts(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon) and part.area > 1]
    return shapely.union_all(parts) if parts else shape.buffer(sqrt(1.0))


CHECKS: tuple[Callable[[_Table], Iterator[Finding]], ...] = (
    _holes, _sea, _respondent, _roads, _railways, _settlement, _accuracy, _disclosure,
)  # fmt: skip
