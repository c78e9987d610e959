"""Zones that cannot be used are refused in words, never in coordinates."""

from __future__ import annotations

import re
from typing import Any

import pytest

from vaern.zones import check_zone

GOOD = [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
BOWTIE = [[12.50, 55.70], [12.52, 55.71], [12.52, 55.70], [12.50, 55.71], [12.50, 55.70]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_nothing_is_wrong_with_a_closed_square() -> None:
    assert check_zone(polygon(GOOD)) == []


@pytest.mark.parametrize(
    ("geometry", "word"),
    [
        (polygon(BOWTIE), "crosses itself"),
        (polygon(), "empty"),
        (polygon([]), "empty"),
        ({"type": "MultiPolygon", "coordinates": []}, "empty"),
        ({"type": "Polygon"}, "empty"),
        (polygon([[lat, lon] for lon, lat in GOOD]), "swapped"),
        (polygon([[lon, lat + 60] for lon, lat in GOOD]), "swapped"),
        (polygon(GOOD[:-1]), "not closed"),
        (polygon([GOOD[0], GOOD[1], GOOD[0]]), "fewer than three corners"),
        (polygon([[0.0, 55.0], [0.1, 55.0], [0.2, 55.0], [0.0, 55.0]]), "no area|encloses"),
        (polygon(GOOD, [[13.0, 55.7], [13.1, 55.7], [13.1, 55.8], [13.0, 55.7]]), "hole"),
        (polygon([["a", "b"]]), "pair of numbers"),
        (polygon([[float("nan"), 55.0], *GOOD]), "pair of numbers"),
        ({"type": "Point", "coordinates": [12.5, 55.7]}, "not a Polygon"),
        (None, "not a Polygon"),
        ("zone", "not a Polygon"),
    ],
)
def test_an_unusable_zone_is_told_in_plain_words(geometry: Any, word: str) -> None:
    assert re.search(word, check_zone(geometry)[0])


def test_no_problem_tells_where_the_zone_is() -> None:
    said = " ".join(check_zone(polygon(BOWTIE)) + check_zone(polygon([[lat, lon] for lon, lat in GOOD])))
    assert not re.search(r"\d", said)
