"""The zones drawn in a case: every version kept, each named in the log by its hash."""

from __future__ import annotations

from typing import Any

from vaern.cases.canonical import sha256
from vaern.cases.models import Case, Zone
from vaern.errors import InputError
from vaern.zones import check_zone


def draw(case: Case, name: str, geometry: dict[str, Any]) -> Zone:
    """Keep `geometry` (GeoJSON, WGS 84) as a version of zone `name`; unusable geometry is refused."""
    problems = check_zone(geometry)
    if problems:
        raise InputError(
            f"the zone cannot be used: {problems[0]}",
            "/geometry",
            "a closed polygon that does not cross itself",
        )
    digest = sha256(geometry)
    found = case.zones.filter(name=name, sha256=digest).first()
    return found or _keep(Zone(case=case, name=name, geometry=geometry, sha256=digest))


def _keep(zone: Zone) -> Zone:
    zone.save()
    return zone
