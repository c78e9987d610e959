"""What stands twice in the files of a pack: a provision, a measure, an id within a provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.packs.problem import Problem

OWN_IDS = ("values", "offences", "rules", "papers")
"""Parts of a provision that others name by their id."""


def duplicates(
    head: tuple[str, Mapping[str, Any]], parts: Sequence[tuple[str, Mapping[str, Any]]]
) -> Iterator[Problem]:
    """Yield what is there twice, at its second place."""
    name, pack = head
    for place, measure in _again(pack["measures"], "id"):
        yield Problem(name, ("measures", place), "", f"duplicate measure: {measure}", "each measure once")
    for file, part in parts:
        for place, provision in enumerate(part["provisions"]):
            yield from _within(file, place, provision)
    yield from _provisions(parts)


def _within(file: str, place: int, provision: Mapping[str, Any]) -> Iterator[Problem]:
    where = ("provisions", place)
    for kind in OWN_IDS:
        for again, name in _again(provision.get(kind, ()), "id"):
            error = f"duplicate id among {kind}: {name}"
            yield Problem(file, (*where, kind, again, "id"), provision["cite"], error, "each id once")
    for number, paper in enumerate(provision.get("papers", ())):
        for again, name in _again(paper["content"], "id"):
            error = f"duplicate id in paper {paper['id']}: {name}"
            path = (*where, "papers", number, "content", again, "id")
            yield Problem(file, path, provision["cite"], error, "each id once")


def _provisions(parts: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[Problem]:
    """A provision may stand in several versions, each in force at a time of its own."""
    seen: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for file, part in parts:
        for place, provision in enumerate(part["provisions"]):
            cite, in_force = provision["cite"], part.get("in_force", {})
            for other, then in seen.get(cite, ()):
                if _overlap(in_force, then):
                    is_version = bool(in_force or then)
                    error = f"two versions in force at the same time, the other in {other}"
                    yield Problem(
                        file,
                        ("provisions", place, "cite"),
                        cite,
                        error if is_version else f"duplicate provision, the other in {other}",
                        "in-force periods that do not overlap" if is_version else "each provision once",
                    )
            seen.setdefault(cite, []).append((file, in_force))


def _overlap(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> bool:
    return not (_is_before(one, other) or _is_before(other, one))


def _is_before(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> bool:
    ends, begins = one.get("to"), other.get("from")
    return ends is not None and begins is not None and ends < begins


def _again(entries: Sequence[Mapping[str, Any]], key: str) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        if entry[key] in seen:
            yield place, entry[key]
        seen.add(entry[key])
