"""Whom a protected person can call, by jurisdiction."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml


class HelpLines(NamedTuple):
    """The emergency number, and a line for those who live with violence."""

    emergency: str
    name: str = ""
    number: str = ""


@cache
def help_lines(jurisdiction: str) -> HelpLines:
    """Return the lines of a jurisdiction; only the emergency number where no other is known."""
    said = yaml.safe_load(
        resources.files("vaern.web").joinpath("help_lines.yaml").read_text(encoding="utf-8")
    )
    return HelpLines(**said.get(jurisdiction, {"emergency": "112"}))
