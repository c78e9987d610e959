"""The law as a prosecutor reads it: packs, a pack, a measure argued like a note, two packs compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vaern import packs
from vaern.law import Pack, compare, outline, portrait
from vaern.web.law_words import EFFECTS
from vaern.web.permissions import allowed
from vaern.web.views.anchors import anchors

SECTION = {"section": "law"}
SHORT = ("conditions", "max_duration", "max_extension", "authority", "endings")
"""What a comparison shows without being asked; the rest opens on demand."""


@require_GET
@allowed("read_law")
def packs_page(request: HttpRequest) -> HttpResponse:
    """List the packs, each with what it may be used for."""
    return render(request, "law/packs.html", {"packs": packs.load_all(), **SECTION})


@require_GET
@allowed("read_law")
def pack_page(request: HttpRequest, pack: str) -> HttpResponse:
    """Show a pack as a book: its contents, then each provision with its words."""
    found = known_pack(pack)
    return render(request, "law/pack.html", {"pack": found, "instruments": _book(found), **SECTION})


@require_GET
@allowed("read_law")
def measure_page(request: HttpRequest, pack: str, measure: str) -> HttpResponse:
    """Show everything a pack says of a measure."""
    found = known_pack(pack)
    if measure not in found.measures:
        raise Http404
    return render(request, "law/measure.html", {"pack": found, "note": _note(found, measure), **SECTION})


@require_GET
@allowed("read_law")
def compare_page(request: HttpRequest) -> HttpResponse:
    """Show what `?new=` changes against `?old=`; without them, only the form that asks which."""
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    found: dict[str, Any] = {"packs": [each for each in packs.load_all() if each.measures]}
    if old or new:
        found |= {"old": known_pack(old), "new": known_pack(new)}
        found["changes"] = _changes(found["old"], found["new"])
        found["short"] = SHORT
    return render(request, "law/compare.html", {**found, **SECTION})


@lru_cache(maxsize=64)
def _changes(old: Pack, new: Pack) -> dict[str, Any]:
    found: dict[str, Any] = {**compare(old, new), "packs": (old, new)}
    for measure in found["measures"]:
        measure["changes"] = [_parted(each) for each in measure["changes"]]
    return found


def _parted(change: dict[str, Any]) -> dict[str, Any]:
    """What is said by the old pack alone, by the new alone and by both; what is said twice stands once."""
    before, after = _together(change["before"]), _together(change["after"])
    return {
        "aspect": change["aspect"],
        "gone": [each for what, each in before.items() if what not in after],
        "added": [each for what, each in after.items() if what not in before],
        "kept": [
            {**each, "citations": before[what]["citations"] + each["citations"]}
            for what, each in after.items()
            if what in before
        ],
    }


def _together(said: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for each in said:
        found.setdefault(each["what"], {**each, "citations": []})["citations"].append(each["citation"])
    return found


def known_pack(name: str) -> Pack:
    """Return a pack, or 404 where there is none of that name."""
    if name not in packs.known_packs():
        raise Http404
    return packs.load(name)


@lru_cache(maxsize=16)
def _book(pack: Pack) -> list[dict[str, Any]]:
    """The outline, each provision with a name to jump to; at the top stands what is no part of another."""
    book = outline(pack)
    names = anchors(pack)
    for place, instrument in enumerate(book, start=1):
        instrument["anchor"] = f"part-{place}"
        for each in instrument["provisions"]:
            each["anchor"] = names[id(each["provision"])]
    return book


@lru_cache(maxsize=64)
def _note(pack: Pack, measure: str) -> dict[str, Any]:
    note = portrait(pack, measure)
    kinds = {kind: [each for each in note["effects"] if each["kind"] == kind] for kind in EFFECTS}
    return {
        **note,
        "effects": [(kind, found) for kind, found in kinds.items() if found],
        "papers": _whole(note["papers"]),
    }


def _whole(papers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Papers whose content is spread over several provisions, each put together."""
    whole: dict[tuple[str, ...], dict[str, Any]] = {}
    for each in papers:
        key = tuple(each[name] for name in ("id", "title", "step", "from", "to"))
        paper = whole.setdefault(key, {**each, "citations": [], "content": []})
        paper["content"] = [*paper["content"], *each["content"]]
        paper["citations"] = [*paper["citations"], each["citation"]]
    return list(whole.values())
