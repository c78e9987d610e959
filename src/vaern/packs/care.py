"""Reads what the sources ask of the work around a case: `laws/<pack>/care.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

CARE_FILE = "care.yaml"
LANGUAGES = ("da", "en", "nb", "sv")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sources ask about: its full citation and words; `outside` where no provision speaks of it."""

    id: str
    citation: str = ""
    words: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the victim is told; `says` has it in her language.

    `before_interview`: owed before she is heard, or `twice`, before the first and again before the second;
    `not_owed_for` are the relationships in which it is not owed.
    """

    id: str
    citation: str
    words: str
    says: Mapping[str, str]
    before_interview: Literal["once", "twice"] | None = None
    before_by: Asked | None = None
    not_owed_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CareRules:
    """What the work around a case rests on; `child_under`, `alarm_reviewed_within` are ISO 8601 durations.

    `sheet` is what stands around the guidance on paper, by part and language.
    """

    guidance: tuple[Topic, ...]
    child_under: str
    notice: Asked
    without_neglect: Asked
    honour: tuple[Asked, ...]
    risk: tuple[Asked, ...]
    review: Asked
    contact: Asked
    alarm_test: Asked
    alarm_is_a: Asked
    alarm_explained: Asked
    alarm_temporary: Asked
    alarm_reviewed_within: str
    outreach: tuple[Asked, ...]
    plan: tuple[Asked, ...]
    sheet: Mapping[str, Mapping[str, str]]

    def topic(self, id: str) -> Topic:
        """Return the topic of that name."""
        return next(topic for topic in self.guidance if topic.id == id)


@cache
def care_rules(pack_id: str) -> CareRules:
    """Return what the pack says, or the one it follows; `InputError` for words a provision does not have."""
    pack, where = load(pack_id), f"{pack_id}/{CARE_FILE}"
    try:
        data = read_yaml((law_folder() / pack_id / CARE_FILE).read_bytes(), "care", where)
    except OSError:
        raise InputError("the pack says nothing of the work around a case", where, "a YAML file") from None
    if "follows" in data:
        return care_rules(data["follows"])
    for passage in _passages(data):
        if passage["citation"] not in pack.provisions:
            raise InputError(f"no such provision: {passage['citation']}", where, "a provision of the pack")
        if passage.get("words", "") not in " ".join(pack.text(passage["citation"]).split()):
            raise InputError(
                f"words that the provision does not have: {passage['words']}", where, "its words"
            )
    return _rules(pack, data)


def _passages(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "citation" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _passages(each)


def _rules(pack: Pack, data: dict[str, Any]) -> CareRules:
    def asked(each: dict[str, Any]) -> Asked:
        citation = pack.full(each["citation"]) if "citation" in each else ""
        return Asked(each.get("id", ""), citation, each.get("words", ""), each.get("outside", ""))

    def value(each: dict[str, str]) -> str:
        return str(pack.provisions[each["citation"]].values[each["value"]].is_)

    def topic(each: dict[str, Any]) -> Topic:
        return Topic(
            each["id"], pack.full(each["citation"]), each["words"], each["says"],
            each.get("before_interview"),
            asked(each["before_by"]) if "before_by" in each else None,
            frozenset(each.get("not_owed_for", {}).get("relationships", ())),
        )  # fmt: skip

    def several(name: str) -> tuple[Asked, ...]:
        return tuple(asked(each) for each in data[name])

    return CareRules(
        guidance=tuple(topic(each) for each in data["guidance"]),
        child_under=value(data["children"]["under"]),
        notice=asked(data["children"]["notice"]),
        without_neglect=asked(data["children"]["without_neglect"]),
        honour=several("honour"),
        risk=several("risk"),
        review=asked(data["review"]),
        contact=asked(data["contact"]),
        alarm_test=asked(data["alarm"]["test"]),
        alarm_is_a=asked(data["alarm"]["is_a"]),
        alarm_explained=asked(data["alarm"]["explained"]),
        alarm_temporary=asked(data["alarm"]["temporary"]),
        alarm_reviewed_within=value(data["alarm"]["reviewed_within"]),
        outreach=several("outreach"),
        plan=several("plan"),
        sheet=data["sheet"],
    )
