"""Hands mutants to the tests of the law: collected once, run in a process of its own for each mutant."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutants import Mutant

from vaern.law import Pack
from vaern.packs import loading
from vaern.packs.building import build

ROOT = Path(__file__).parents[2]
ROOMS = ("tests/law", "tests/deadlines")
ASKED_BEFORE = ("test_law_scenarios.py", "test_deadline_scenarios.py")
"""Tests of the cases that each mutant has answered already."""


def unnoticed(pack: str, survivors: list[Mutant], head: Any, parts: list[Any]) -> list[Mutant]:
    """Return the mutants that no test of the law notices either."""
    files = [
        path for room in ROOMS for path in sorted((ROOT / room).glob("test_*.py")) if _speaks_of(path, pack)
    ]
    if not files or not survivors:
        return survivors
    asking = _Asking(pack, survivors, head, parts)
    plain = ["-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:terminal"]
    status = pytest.main([*plain, *map(str, files)], plugins=[asking])
    if status != pytest.ExitCode.OK or not asking.has_asked:
        sys.exit(f"{pack}: the tests of the law could not be run ({status!r})")
    return asking.left


def _speaks_of(path: Path, pack: str) -> bool:
    return path.name not in ASKED_BEFORE and pack in path.read_text(encoding="utf-8")


class _Asking:
    """Takes the place of pytest's own loop over what it has collected."""

    def __init__(self, pack: str, survivors: list[Mutant], head: Any, parts: list[Any]) -> None:
        self._pack = pack
        self._survivors = survivors
        self._head, self._parts = head, parts
        self.left: list[Mutant] = []
        self.has_asked = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Ask every test about every mutant, in a copy of this process."""
        items = list(session.items)
        if self._noticed_by(items, None) is not None:
            sys.exit(f"{self._pack}: a test fails without any mutant")
        for mutant in self._survivors:
            place = self._noticed_by(items, mutant)
            if place is None:
                self.left.append(mutant)
            else:
                items.insert(0, items.pop(place))
        self.has_asked = True
        return True

    def _noticed_by(self, items: list[pytest.Item], mutant: Mutant | None) -> int | None:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            found = self._first_failing(items, mutant)
            os.write(writer, b"" if found is None else str(found).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as said:
            place = said.read()
        os.waitpid(child, 0)
        return int(place) if place else None

    def _first_failing(self, items: list[pytest.Item], mutant: Mutant | None) -> int | None:
        if mutant is not None:
            self._spoil(items, build(*mutant.applied(self._head, self._parts), {}))
        for place, item in enumerate(items):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                return place
        return None

    def _spoil(self, items: list[pytest.Item], spoiled: Pack) -> None:
        """Give whoever loads the pack, or has loaded it for a whole file of tests, the mutant."""
        read = loading._load
        loading._load = lambda folder, pack: spoiled if pack == self._pack else read(folder, pack)
        for module in {item.module for item in items if isinstance(item, pytest.Function)}:
            for name, known in vars(module).items():
                if isinstance(known, Pack) and known.id == self._pack:
                    setattr(module, name, spoiled)
