"""Reads what each pack says of electronic control: `laws/<pack>/monitoring.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vaern.errors import InputError
from vaern.monitoring.rules import Cited, Following, Kinds, MonitoringRules
from vaern.packs.loading import law_folder

RULES = ("modes", "released", "breach", "rest", "retention")
"""What every pack has to say; the other rules a pack may be without."""
OPTIONAL = (
    "order", "zones", "longest_control", "margin", "minimum_distance", "limits", "protected_device",
    "released_of_both", "followed_while", "following_distance_m",
)  # fmt: skip
_WATCHED = {"margin": "margin", "minimum_distance": "distance"}
"""Who sets them stands in the rule; where a law has no such rule, nobody does."""
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
    said = data["rules"]
    unknown = sorted(set(said) - {*RULES, *OPTIONAL})
    if unknown:
        raise InputError(f"nobody judges by this rule: {unknown[0]}", where, ", ".join((*RULES, *OPTIONAL)))
    for name in {*RULES, *said}:
        _check(said.get(name), f"{where}#/rules/{name}")
    return MonitoringRules(
        pack=folder,
        status=str(data["status"]),
        time_zone=str(data["time_zone"]),
        modes=_kinds(said["modes"]),
        modes_citation=said["modes"]["citation"],
        order=_cited(said["order"]) if "order" in said else None,
        longest_control=_cited(said["longest_control"]) if "longest_control" in said else None,
        watched=tuple(kind for rule, kind in _WATCHED.items() if rule in said),
        breach=_kinds(said["breach"]),
        released=_kinds(said["released"]),
        released_citation=said["released"]["citation"],
        released_of_both=_kinds(said.get("released_of_both")),
        followed_while=_kinds(said.get("followed_while")),
        following=_following(said.get("following_distance_m")),
        rest=_cited(said["rest"]),
        retention=_cited(said["retention"]),
        zones=Kinds(_kinds(said["zones"]), said["zones"]["citation"]) if "zones" in said else None,
        limits=_cited(said["limits"]) if "limits" in said else None,
    )


def opening_bases(pack: str, laws: Path | None = None) -> tuple[str, ...]:
    """Return the provisions on which a sealed position may be opened, as its rule `opening` cites them.

    InputError for a pack that allows no electronic control: nothing of it can be sealed.
    """
    path = (laws or law_folder()) / pack / "monitoring.yaml"
    if pack not in monitoring_rules(laws):
        raise InputError(
            "no law of this name allows electronic control", "--law", "a pack, e.g. dk-2011-draft"
        )
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    return tuple(rules.get("opening", {}).get("value", ()))


def _check(rule: Any, where: str) -> None:
    """A rule needs its words, or says that and where the source is silent; its value may be an empty list."""
    said = rule if isinstance(rule, dict) else {}
    parts = ["silent" if part == "words" and "silent" in said else part for part in _PARTS]
    missing = [part for part in parts if not said.get(part) and said.get(part) != []]
    if missing:
        raise InputError(
            f"a rule has no {missing[0]}", where, "value, citation, words and source of every rule"
        )


def _kinds(rule: Mapping[str, Any] | None) -> tuple[str, ...]:
    return tuple(rule["value"]) if rule else ()


def _following(rule: Mapping[str, Any] | None) -> Following | None:
    if rule is None:
        return None
    return Following(float(rule["value"]["least"]), float(rule["value"]["most"]), str(rule["citation"]))


def _cited(rule: Mapping[str, Any]) -> Cited:
    return Cited(value=str(rule["value"]), citation=str(rule["citation"]))
