"""Where the workshop asks for a second look: our assumptions, the authority's to set, of no statute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares of one, metres, metres a second; `accuracy_m` is what each source of positions promises."""

    least_land_share: float = 0.5
    most_of_a_settlement: float = 0.25
    road_half_width_m: float = 20.0
    rail_half_width_m: float = 15.0
    road_m_s: float = 8.0
    rail_m_s: float = 15.0
    transit_slack: float = 2.0
    near_a_centre_share: float = 0.2
    near_a_centre_m: float = 100.0
    fewest_addresses: int = 50
    accuracy_m: Mapping[str, float] = field(
        default_factory=lambda: {"satellite": 10.0, "wireless network": 50.0, "mobile mast": 2000.0}
    )
