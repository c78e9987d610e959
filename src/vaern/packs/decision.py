"""Reads what a decision under a pack refers its reader to: `laws/<pack>/decision.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vaern.errors import InputError
from vaern.law import Pack
from vaern.law.explanation import has
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

DECISION_FILE = "decision.yaml"


@dataclass(frozen=True, slots=True)
class Reference:
    """The provisions that a decision on one measure rests on, its penalty, and from when it has effect.

    `terms` are what it may forbid or demand, as `documents.prohibitions` says them.
    """

    rules: tuple[str, ...]
    penalty: str
    effect_from_service: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exempted:
    """Something that a decision may except, and where the law lets it."""

    id: str
    measures: tuple[str, ...]
    citation: str
    words: str


@dataclass(frozen=True, slots=True)
class Others:
    """Where the law lets a measure protect others too; `judged` is the assessment that it asks for first."""

    measures: tuple[str, ...]
    citation: str
    words: str
    judged: str | None


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
class Told:
    """A provision that the leaflet about some measures quotes; `official`: from the source's own leaflet."""

    about: Literal["counsel", "municipality", "costs", "compensation", "official"]
    measures: tuple[str, ...]
    provision: str


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """Places in the law, relative to the pack; `vaern.law` has the words."""

    justified: str | None
    measures: dict[str, Reference]
    remedies: tuple[Remedy, ...]
    exceptions: tuple[Exempted, ...]
    others: Others | None
    leaflet: tuple[Told, ...]


@cache
def decision_rules(pack_id: str) -> DecisionRules:
    """Return what decisions under the pack refer to; `InputError` where a place is not in the pack."""
    pack, where = load(pack_id), f"{pack_id}/{DECISION_FILE}"
    try:
        data = read_yaml((law_folder() / pack_id / DECISION_FILE).read_bytes(), "decision", where)
    except OSError:
        raise InputError("the pack says nothing of decisions", where, "a readable YAML file") from None
    for cite in _cited(data):
        if not has(pack, cite.removeprefix(f"{pack_id} ")):
            raise InputError("a place that is not in the pack", where, "a provision of the pack's own files")
    return DecisionRules(
        justified=data.get("justified"),
        measures={
            name: Reference(
                tuple(each["rules"]),
                each["penalty"],
                each.get("effect_from_service", data["effect_from_service"]),
                tuple(each["terms"]),
            )
            for name, each in data["measures"].items()
        },
        remedies=tuple(_remedy(pack, each) for each in data["remedies"]),
        exceptions=tuple(
            Exempted(each["id"], tuple(each["measures"]), each["citation"], each["words"])
            for each in data.get("exceptions", ())
        ),
        others=_others(data.get("others")),
        leaflet=tuple(
            Told(each["about"], tuple(each["measures"]), each["provision"])
            for each in data.get("leaflet", ())
        ),
    )


def _cited(data: dict[str, Any]) -> Iterator[str]:
    yield from (data[name] for name in ("justified", "effect_from_service") if name in data)
    for measure in data["measures"].values():
        yield from (*measure["rules"], measure["penalty"])
        yield from (measure[name] for name in ("effect_from_service",) if name in measure)
    yield from (each["provision"] for each in data.get("leaflet", ()))
    yield from (each["citation"] for each in (*data.get("exceptions", ()), data.get("others")) if each)
    for remedy in data["remedies"]:
        yield remedy["provision"]
        yield from (remedy[key]["provision"] for key in ("within", "suspends") if key in remedy)
        yield from (value["provision"] for value in remedy.get("submitted_within", {}).values())


def _others(data: dict[str, Any] | None) -> Others | None:
    if data is None:
        return None
    return Others(tuple(data["measures"]), data["citation"], data["words"], data.get("judged"))


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
