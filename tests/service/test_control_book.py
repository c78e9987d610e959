"""Which version of a control, and of its zone, was in force when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vaern.service.controls import ControlBook
from vaern.service.database import connect
from vaern.service.safe import Safe

HERE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
THERE = {"type": "Polygon", "coordinates": [[[5, 5], [5, 6], [6, 6], [5, 5]]]}


def control(geometry: dict[str, Any], devices: str = "R1") -> dict[str, Any]:
    return {"id": "C1", "respondent_devices": [devices], "zones": [{"id": "home", "geometry": geometry}]}


@pytest.fixture
def book(tmp_path: Path) -> ControlBook:
    """The zone is here from 100, there from 200, and from 300 a new device is carried."""
    book = ControlBook(connect(tmp_path / "journal.db"), Safe(tmp_path / "keys"))
    book.add(control(HERE), 100)
    book.add(control(THERE), 200)
    book.add(control(THERE, "R2"), 300)
    return book


@pytest.mark.parametrize(("at_ms", "since_ms"), [(50, 100), (100, 100), (199, 100), (200, 200), (301, 300)])
def test_the_latest_version_that_had_begun_is_in_force(book: ControlBook, at_ms: int, since_ms: int) -> None:
    version = book.in_force("C1", at_ms)
    assert version is not None
    assert version.since_ms == since_ms


def test_an_unknown_control_was_never_in_force(book: ControlBook) -> None:
    assert book.in_force("C9", 100) is None


@pytest.mark.parametrize(("at_ms", "since_ms"), [(150, 100), (250, 200), (350, 200)])
def test_a_zone_is_as_old_as_its_geometry_not_as_its_control(
    book: ControlBook, at_ms: int, since_ms: int
) -> None:
    version = book.in_force("C1", at_ms)
    assert version is not None
    assert book.zone_since_ms(version, "home") == since_ms


def test_a_geometry_that_comes_back_is_young_again(book: ControlBook) -> None:
    book.add(control(HERE), 400)
    version = book.in_force("C1", 400)
    assert version is not None
    assert book.zone_since_ms(version, "home") == 400
