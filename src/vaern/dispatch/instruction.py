"""The control room's working instruction, as `instruction.yaml` writes it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml


class Kind(NamedTuple):
    """Whose desk an alarm is, and whom to call about it, in order."""

    desk: str
    call: tuple[str, ...]


class RungTooOften(NamedTuple):
    """So many alarms in so many days and the device is to be looked at."""

    alarms: int
    days: int


class Instruction(NamedTuple):
    """By kind of alarm what to do; by finding whether the alarm told of something that was so."""

    kinds: dict[str, Kind]
    findings: dict[str, bool]
    rung_too_often: RungTooOften

    def of(self, kind: str) -> Kind:
        """Return what to do about a kind; one that nobody has thought of is the police's."""
        return self.kinds.get(kind, Kind("police", ()))


@cache
def instruction() -> Instruction:
    """Return the instruction."""
    said: dict[str, Any] = yaml.safe_load(
        resources.files("vaern.dispatch").joinpath("instruction.yaml").read_text(encoding="utf-8")
    )
    kinds = {name: Kind(kind["desk"], tuple(kind["call"])) for name, kind in said["kinds"].items()}
    findings = {name: finding["was_so"] for name, finding in said["findings"].items()}
    return Instruction(kinds, findings, RungTooOften(**said["rung_too_often"]))
