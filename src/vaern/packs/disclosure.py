"""Reads what may be told to whom, and on which ground: `laws/<pack>/disclosure.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

DISCLOSURE_FILE = "disclosure.yaml"
RECEIVERS = ("municipality", "health_service", "court", "state_prosecutor", "counsel", "crisis_centre")


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground in law to tell somebody outside.

    `shows` names what may be shown by it, nothing where only a neutral word may be given; `after` are entries
    and their result that must stand in the case; `of` the entries that are themselves a telling by it;
    `onward` is what the receiver may not do with what is shown: words and citation.
    """

    id: str
    receivers: tuple[str, ...]
    citation: str
    words: str
    says: Mapping[str, str]
    shows: frozenset[str]
    consent: bool = False
    reasons: bool = False
    measures: frozenset[str] = frozenset()
    after: tuple[tuple[str, str], ...] = ()
    of: frozenset[str] = frozenset()
    onward: tuple[str, str] = ("", "")


@cache
def grounds(pack_id: str) -> Mapping[str, Ground]:
    """Return the grounds of a pack by name; none where it has no file: then nothing may be told.

    `InputError` for words that the provision cited does not have.
    """
    path, where = law_folder() / pack_id / DISCLOSURE_FILE, f"{pack_id}/{DISCLOSURE_FILE}"
    if not path.exists():
        return {}
    pack, data = load(pack_id), read_yaml(path.read_bytes(), "disclosure", where)
    found = dict(grounds(data["follows"])) if "follows" in data else {}
    return found | {said["id"]: _ground(pack, said, where) for said in data["grounds"]}


def _ground(pack: Pack, said: dict[str, Any], where: str) -> Ground:
    onward = said.get("onward", {"citation": "", "words": ""})
    for passage in (said, onward) if "onward" in said else (said,):
        if passage["citation"] not in pack.provisions:
            raise InputError(f"no such provision: {passage['citation']}", where, "a provision of the pack")
        if passage["words"] not in " ".join(pack.text(passage["citation"]).split()):
            raise InputError(
                f"words that the provision does not have: {passage['words']}", where, "its words"
            )
    return Ground(
        said["id"], tuple(said["receivers"]), pack.full(said["citation"]), said["words"], said["says"],
        frozenset(said["shows"]), "consent" in said, "reasons" in said,
        frozenset(said.get("measures", ())), tuple(said.get("after", {}).items()),
        frozenset(said.get("of", ())),
        (onward["words"], pack.full(onward["citation"]) if onward["citation"] else ""),
    )  # fmt: skip
