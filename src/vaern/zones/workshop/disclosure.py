"""Does the shape of a zone tell where somebody hides? And a shape that does not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin, sqrt

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from vaern.zones.workshop.drawing import polygons, round_about
from vaern.zones.workshop.finding import Finding, Result
from vaern.zones.workshop.limits import Limits

Drawn = Callable[[BaseGeometry], dict[str, object]]
LEAST_SHARE = 0.1
"""The alternative's centre keeps at least the root of this share of the radius away from the old one."""


def gives_away(
    area: BaseGeometry,
    places: Sequence[BaseGeometry],
    dwellings: int | None,
    limits: Limits,
    secret_seed: bytes | None,
    drawn: Drawn,
) -> Iterator[Finding]:
    """Say whether a zone in metres points at a secret place, by its middle or by how few live in it."""
    radius_m = _radius_m(area)
    near_m = max(limits.near_a_centre_m, limits.near_a_centre_share * radius_m)
    if not places:
        reason = "Nobody has said where the secret place is, so the zone could not be held against it."
        yield Finding("disclosure", Result.NOT_CHECKED, reason, "Enter it in the workshop: it stays there.")
    elif any(place.distance(centre) <= near_m for place in places for centre in centres(area)):
        reason = "The middle of the zone points at a place that must stay secret."
        remedy = (
            "Take the alternative: it holds this zone and its middle is elsewhere. Keep it: many drawings "
            "of one address would together give it away."
        )
        proposal = drawn(moved(area, secret_seed)) if secret_seed else None
        yield Finding("disclosure", Result.WRONG, reason, remedy, "disclosure", proposal)
    else:
        yield Finding("disclosure", Result.FINE, "No middle of the zone points at the secret place.")
    yield _few(dwellings, limits)


def centres(area: BaseGeometry) -> Iterator[Point]:
    """Yield each point that somebody might take for the middle: of the whole and of every part."""
    for part in dict.fromkeys([area, *polygons(area)]):
        yield part.centroid
        yield part.envelope.centroid
        yield _middle_of_circle(part)
        yield Point(shapely.maximum_inscribed_circle(part, tolerance=1.0).coords[0])


def moved(area: BaseGeometry, secret_seed: bytes) -> BaseGeometry:
    """Return a larger circle that holds the area and lies about another middle, from a secret seed."""
    middle, radius_m = _middle_of_circle(area), _radius_m(area)
    turn, share = _dice(secret_seed)
    away_m = radius_m * sqrt(LEAST_SHARE + (1 - LEAST_SHARE) * share)
    centre = Point(middle.x + away_m * sin(turn), middle.y + away_m * cos(turn))
    return round_about(centre, radius_m + away_m)


def _few(dwellings: int | None, limits: Limits) -> Finding:
    if dwellings is None:
        reason = "The map layer addresses has not been imported, so nobody counted how many live in the zone."
        return Finding("anonymity", Result.NOT_CHECKED, reason, "Import the layer addresses for this area.")
    if dwellings < limits.fewest_addresses:
        reason = f"The zone has fewer than {limits.fewest_addresses} addresses: they can all be looked at."
        return Finding("anonymity", Result.WRONG, reason, "Draw it larger, over more homes.", "disclosure")
    return Finding(
        "anonymity", Result.FINE, f"There are at least {limits.fewest_addresses} addresses in the zone."
    )


def _middle_of_circle(area: BaseGeometry) -> Point:
    return shapely.minimum_bounding_circle(area).centroid


def _radius_m(area: BaseGeometry) -> float:
    return float(shapely.minimum_bounding_radius(area))


def _dice(secret_seed: bytes) -> tuple[float, float]:
    thrown = hashlib.blake2b(secret_seed, person=b"vaern zone", digest_size=16).digest()
    first, second = (int.from_bytes(half, "big") / 2**64 for half in (thrown[:8], thrown[8:]))
    return 2 * pi * first, second
