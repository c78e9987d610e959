"""A custodian, a vault and its folder, all in the test's own place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.vault import Vault


@pytest.fixture
def custodian(tmp_path: Path) -> Path:
    folder = tmp_path / "custodian"
    make_custodian(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path, custodian: Path) -> Iterator[Vault]:
    opened = Vault.open(folder, make_custodian(custodian))
    yield opened
    opened.close()


@pytest.fixture
def opened(folder: Path, custodian: Path) -> Callable[[str, date], list[int | None]]:
    """The counters of the fixes that the custodian reads of a person's day."""
    return lambda person, day: [fix.seq for fix in open_day(folder, private_key(custodian), person, day)]
