"""Words that a law file quotes and its own provision or remarks do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vaern.law.provision import Provision
from vaern.law.statute import Pack
from vaern.packs.problem import Path


def misquoted(pack: Pack, provision: Provision, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield each quotation that is not in the words it rests on."""
    own = " ".join(pack.text(provision.cite).split())
    remarks = " ".join(remark.words for remark in provision.remarks)
    for path, quoted in _quoted(data, ()):
        rests_on_remarks = quoted.get("basis") == "remarks"
        if rests_on_remarks and not remarks:
            yield path, "a rule that rests on remarks where there are none"
        elif quoted.get("words", "") not in (remarks if rests_on_remarks else own):
            yield (*path, "words"), f"words that the source does not have: {quoted['words']}"


def _quoted(data: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every part of a provision that quotes words or says what it rests on, the provision itself left out."""
    if isinstance(data, list):
        for place, each in enumerate(data):
            yield from _quoted(each, (*path, place))
    if isinstance(data, Mapping):
        if path and ("words" in data or "basis" in data):
            yield path, data
        for key, each in data.items():
            if key not in ("remarks", "when", "source"):
                yield from _quoted(each, (*path, key))
