"""Collects the cases that stand beside each pack: one test a case, named as the case is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.packs.scenarios import Scenario, read_scenarios


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take a YAML file in a folder of scenarios for a file of cases."""
    if file_path.suffix == ".yaml" and file_path.parent.name == "scenarios":
        return Cases.from_parent(parent, path=file_path)
    return None


class Cases(pytest.File):
    """One file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its cases; a file that does not fit the schema fails to be collected."""
        for scenario in read_scenarios(self.path):
            yield Case.from_parent(self, name=scenario.name, scenario=scenario)


class Case(pytest.Item):
    """One case: the pack answers it as it says."""

    def __init__(self, scenario: Scenario, **known: object) -> None:
        super().__init__(**known)
        self.scenario = scenario

    def runtest(self) -> None:
        """Ask the pack."""
        differences = self.scenario.differences(packs.load(self.path.parts[-3]))
        if differences:
            raise AssertionError("\n".join(differences))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]
        """Return what differs, without a traceback."""
        if isinstance(excinfo.value, AssertionError | InputError):
            return f"{self.name}\n{excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, self.scenario.place, self.name
