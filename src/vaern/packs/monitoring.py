"""Reads what each pack says of electronic control: `laws/<pack>/monitoring.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vaern.errors import InputError
from vaern.monitoring.rules import Cited, MonitoringRules
from vaern.packs.loading import law_folder

RULES = ("modes", "order", "longest_control", "released", "rest", "retention")
_PARTS = ("value", "citation", "words", "source")


@cache
def monitoring_rules(laws: Path | None = None) -> Mapping[str, MonitoringRules]:
    """Return the rules of every pack that allows electronic control, by pack id; `laws` holds the packs.

    InputError when a rule stands without its value, citation, words or source.
    """
    files = sorted((laws or law_folder()).glob("*/monitoring.yaml"))
    found = [_rules(yaml.safe_load(path.read_text(encoding="utf-8")), path.parent.name) for path in files]
    return {rules.pack: rules for rules in found}


def _rules(data: Any, folder: str) -> MonitoringRules:
    where = f"{folder}/monitoring.yaml"
    if not isinstance(data, dict) or data.get("pack") != folder or not isinstance(data.get("rules"), dict):
        raise InputError("this is not the pack's file on monitoring", where, "the keys pack and rules")
    for name in RULES:
        _check(data["rules"].get(name), f"{where}#/rules/{name}")
    said = data["rules"]
    return MonitoringRules(
        pack=folder,
        status=str(data["status"]),
        time_zone=str(data["time_zone"]),
        modes=tuple(said["modes"]["value"]),
        modes_citation=said["modes"]["citation"],
        order=_cited(said["order"]),
        longest_control=_cited(said["longest_control"]),
        released=tuple(said["released"]["value"]),
        released_citation=said["released"]["citation"],
        rest=_cited(said["rest"]),
        retention=_cited(said["retention"]),
    )


def _check(rule: Any, where: str) -> None:
    missing = [part for part in _PARTS if not isinstance(rule, dict) or not rule.get(part)]
    if missing:
        raise InputError(
            f"a rule has no {missing[0]}", where, "value, citation, words and source of every rule"
        )


def _cited(rule: Mapping[str, Any]) -> Cited:
    return Cited(value=str(rule["value"]), citation=str(rule["citation"]))
