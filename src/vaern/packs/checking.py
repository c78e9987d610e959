"""Checks that everything a pack refers to is there, and that every rule rests on words it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from vaern.law.explanation import has
from vaern.law.provision import Provision
from vaern.law.statute import Pack
from vaern.packs.building import build
from vaern.packs.circles import circles
from vaern.packs.duplicates import duplicates
from vaern.packs.problem import Path, Problem
from vaern.packs.quotations import misquoted
from vaern.packs.references import in_provision
from vaern.packs.terms import disagreements

Named = tuple[str, Mapping[str, Any]]
"""A file's name and what it says."""

RESOLVES = "names and quotations that are there"


def problems(head: Named, parts: Sequence[Named]) -> list[Problem]:
    """Return everything that is wrong in files that fit their schemas."""
    unbuildable = [*duplicates(head, parts), *_timeless(head)]
    if unbuildable:
        return unbuildable
    pack = build(head[1], parts, {})
    found = [*_in_head(head, pack)]
    for version in _versions(pack):
        found += _in_version(version, _places(pack, parts))
    return found


def _timeless(head: Named) -> Iterator[Problem]:
    """A clock that nobody keeps: without it no day of the pack can be counted."""
    name, written = head
    try:
        ZoneInfo(written["time_zone"])
    except (ValueError, OSError, KeyError):  # a zone that is not there is a KeyError
        error = f"unknown time zone: {written['time_zone']}"
        yield Problem(name, ("time_zone",), "", error, "a name such as Europe/Copenhagen (IANA time zones)")


def _places(pack: Pack, parts: Sequence[Named]) -> dict[int, tuple[str, int, Mapping[str, Any]]]:
    """Where each provision stands: its file, its place in it, and what is written there."""
    written = [(name, place, data) for name, part in parts for place, data in enumerate(part["provisions"])]
    return {id(provision): there for provision, there in zip(pack.versions, written, strict=True)}


def _versions(pack: Pack) -> list[Pack]:
    """Each state of the law that an in-force date begins or ends; what refers and what is meant share one."""
    limits = {each for provision in pack.versions for each in provision.in_force.values() if each}
    return [pack.at(date.fromisoformat(day)) for day in sorted(limits)] or [pack]


def _in_head(head: Named, pack: Pack) -> Iterator[Problem]:
    name, written = head
    for path, citation in _citations(pack, written):
        if not has(pack, citation):
            error = f"unknown cited provision: {citation}"
            yield Problem(name, path, "", error, "a provision of the pack")
    for path, measure in _measures(pack, written):
        if measure not in pack.measures:
            yield Problem(
                name, path, "", f"unknown measure: {measure}", f"one of: {', '.join(pack.measures)}"
            )


def _citations(pack: Pack, written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for name, setting in pack.settings.items():
        yield ("settings", name, "citation"), setting.citation
    for place, measure in enumerate(written["measures"]):
        for key in ("provision", "combinable_by", "ends_with_by"):
            if key in measure:
                yield ("measures", place, key), measure[key]
    for place, note in enumerate(pack.notes):
        yield ("notes", place, "citation"), note.citation
    if pack.intrusiveness:
        yield ("intrusiveness", "citation"), pack.intrusiveness.citation


def _measures(pack: Pack, written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for place, measure in enumerate(written["measures"]):
        for other in measure["combinable_with"]:
            yield ("measures", place, "combinable_with"), other
        if "ends_with" in measure:
            yield ("measures", place, "ends_with"), measure["ends_with"]
    for place, other in enumerate(pack.intrusiveness.order if pack.intrusiveness else ()):
        yield ("intrusiveness", "order", place), other


def _in_version(pack: Pack, places: Mapping[int, tuple[str, int, Mapping[str, Any]]]) -> Iterator[Problem]:
    broken = False
    for provision in pack.provisions.values():
        name, place, data = places[id(provision)]
        for path, error in _in_provision(pack, provision, data):
            broken = True
            yield Problem(name, ("provisions", place, *path), provision.cite, error, RESOLVES)
    if broken:
        return
    for provision, way in circles(pack):
        name, place, _ = places[id(provision)]
        error = f"conditions refer to one another in a circle: {way}"
        yield Problem(name, ("provisions", place), provision.cite, error, "conditions that end")
    for provision, number, error in disagreements(pack):
        name, place, _ = places[id(provision)]
        path = ("provisions", place, "terms", number)
        yield Problem(name, path, provision.cite, error, "one answer, or a declared exception")


def _in_provision(pack: Pack, provision: Provision, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from in_provision(pack, provision, data)
    yield from misquoted(pack, provision, data)
