"""Reads what a decision under a pack refers its reader to: `laws/<pack>/decision.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

DECISION_FILE = "decision.yaml"


@dataclass(frozen=True, slots=True)
class Reference:
    """The provisions that a decision on one measure rests on, and the one that sets its penalty."""

    rules: tuple[str, ...]
    penalty: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to have a decision tried: before whom, by which provision, within which period (ISO 8601).

    `submitted_within` says for each measure how long the police have to bring the case there.
    """

    kind: Literal["complaint", "court_review"]
    measures: tuple[str, ...]
    to: str
    provision: str
    within: str | None
    submitted_within: dict[str, str]
    suspends: bool | None


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """Places in the law, relative to the pack; `vaern.law` has the words."""

    justified: str
    effect_from_service: str
    measures: dict[str, Reference]
    remedies: tuple[Remedy, ...]


@cache
def decision_rules(pack_id: str) -> DecisionRules:
    """Return what decisions under the pack refer to; `InputError` where a place is not in the pack."""
    pack, where = load(pack_id), f"{pack_id}/{DECISION_FILE}"
    try:
        data = read_yaml((law_folder() / pack_id / DECISION_FILE).read_bytes(), "decision", where)
    except OSError:
        raise InputError("the pack says nothing of decisions", where, "a readable YAML file") from None
    for cite in _cited(data):
        if cite not in pack.provisions:
            raise InputError("a place that is not in the pack", where, "a provision of the pack's own files")
    return DecisionRules(
        justified=data["justified"],
        effect_from_service=data["effect_from_service"],
        measures={
            name: Reference(tuple(each["rules"]), each["penalty"]) for name, each in data["measures"].items()
        },
        remedies=tuple(_remedy(pack, each) for each in data["remedies"]),
    )


def _cited(data: dict[str, Any]) -> Iterator[str]:
    yield data["justified"]
    yield data["effect_from_service"]
    for measure in data["measures"].values():
        yield from (*measure["rules"], measure["penalty"])
    for remedy in data["remedies"]:
        yield remedy["provision"]
        yield from (remedy[key]["provision"] for key in ("within", "suspends") if key in remedy)
        yield from (value["provision"] for value in remedy.get("submitted_within", {}).values())


def _period(pack: Pack, value: dict[str, str]) -> str:
    return str(pack.provisions[value["provision"]].values[value["value"]].is_)


def _remedy(pack: Pack, data: dict[str, Any]) -> Remedy:
    return Remedy(
        kind=data["kind"],
        measures=tuple(data["measures"]),
        to=data["to"],
        provision=data["provision"],
        within=_period(pack, data["within"]) if "within" in data else None,
        submitted_within={
            measure: _period(pack, value) for measure, value in data.get("submitted_within", {}).items()
        },
        suspends=data["suspends"]["is"] if "suspends" in data else None,
    )
