"""What stands on the leaflet, in the order in which he needs it: what, where, how long, what now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import dateformat, translation

from vaern.documents.printed import on_the_clock
from vaern.errors import InputError

if TYPE_CHECKING:
    from vaern.documents.decision import Remedy
    from vaern.documents.leaflet import LeafletData

PART = re.compile(r"(\d+)([YMWDH])")


def compose(data: LeafletData, said: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the leaflet's content in the words of one language."""
    voice = _Voice(said, language)
    measure = said["measures"].get(data.measure)
    if measure is None:
        raise InputError("a measure without a leaflet", "/measure", ", ".join(said["measures"]))
    notices = [said[data.status].format(law=data.law)] if data.status in said else []
    if data.demonstration:
        notices.append(said["demonstration"])
    return {
        "language": language,
        "title": said["title"].format(measure=measure["name"]),
        "notices": [*notices, *filter(None, [said["translation"]])],
        "case": [said["case"], data.case_number],
        "page": said["page"],
        "lead": measure["what"].format(person=said["person"]),
        "must_not": voice.listed("must_not", voice.terms("terms", data.terms)),
        "must": voice.listed("must", voice.terms("must", data.terms)),
        "sections": [each for each in _sections(data, voice) if each["words"]],
        "law": {
            "heading": said["sentences"]["own_words"],
            "passages": [
                [words.citation, words.text]
                for words in (data.penalty, *(remedy.passage for remedy in data.remedies), *_quoted(data))
            ],
        },
        "official": _official(data, voice),
    }


class _Voice:
    """The words of one language, and how it writes a time."""

    def __init__(self, said: dict[str, Any], language: str) -> None:
        self.said, self.language = said, language

    def sentence(self, name: str, **values: str) -> str:
        return str(self.said["sentences"][name].format(person=self.said["person"], **values))

    def section(self, heading: str, words: Iterable[str]) -> dict[str, Any]:
        return {"heading": self.said["headings"][heading], "words": [each for each in words if each]}

    def listed(self, heading: str, items: list[str]) -> dict[str, Any]:
        return {"heading": self.said["headings"][heading], "items": items}

    def terms(self, kind: str, terms: Iterable[str]) -> list[str]:
        known = {**self.said["terms"], **self.said["must"], **self.said["exceptions"]}
        unknown = [each for each in terms if each not in known]
        if unknown:
            raise InputError("a term without words in this language", "/terms", ", ".join(sorted(known)))
        person = self.said["person"]
        return [self.said[kind][each].format(person=person) for each in terms if each in self.said[kind]]

    def time(self, iso: str) -> str:
        parts = [(int(count), self.said["units"][unit]) for count, unit in PART.findall(iso)]
        if not parts:
            raise InputError("a duration that cannot be read", "", "ISO 8601, such as P14D")
        return str(self.said["and"]).join(f"{n} {one if n == 1 else many}" for n, (one, many) in parts)

    def moment(self, at: datetime) -> str:
        local = on_the_clock(at)
        with translation.override(self.language):
            day = dateformat.format(local, self.said["dates"]["day"])
            time = dateformat.format(local, self.said["dates"]["time"])
        return f"{day} {time}"


def _sections(data: LeafletData, voice: _Voice) -> Iterator[dict[str, Any]]:
    about = {kind for kind, _title, _words in data.passages}
    yield voice.section("where", [data.place])
    yield voice.section("wording", [data.wording])
    yield voice.section("but", [*voice.terms("exceptions", data.exempted), data.exceptions])
    yield voice.section("how_long", _how_long(data, voice))
    breach = voice.sentence("breach", time=voice.time(data.prison)) if data.prison else ""
    yield voice.section("breach", [breach or voice.sentence("breach_plain")])
    for remedy in data.remedies:
        yield voice.section("try", _remedy(remedy, voice))
    for name in ("counsel", "municipality", "costs", "compensation"):
        yield voice.section(name, [voice.sentence(name)] if name in about else [])
    yield voice.section("doubt", [voice.sentence("doubt")])


def _how_long(data: LeafletData, voice: _Voice) -> Iterator[str]:
    if data.lasts:
        yield voice.sentence("lasts", time=voice.time(data.lasts))
    if data.served_at:
        yield voice.sentence("from", moment=voice.moment(data.served_at))
    else:
        yield voice.sentence("at_release" if data.begins_at_release else "from_service")
    if data.expires_at:
        yield voice.sentence("until", moment=voice.moment(data.expires_at))


def _remedy(remedy: Remedy, voice: _Voice) -> Iterator[str]:
    is_review = remedy.kind == "court_review"
    yield voice.sentence("review" if is_review else "complaint", body=remedy.to)
    if remedy.within:
        yield voice.sentence("within", time=voice.time(remedy.within))
    if remedy.last_moment:
        yield voice.sentence("last", moment=voice.moment(remedy.last_moment))
    if is_review:
        yield voice.sentence("address")
    if remedy.submitted_within:
        yield voice.sentence("submitted", time=voice.time(remedy.submitted_within))
    if remedy.suspends is not None:
        yield voice.sentence("suspended" if remedy.suspends else "binds")


def _quoted(data: LeafletData) -> list[Any]:
    return [words for kind, _title, words in data.passages if kind != "official"]


def _official(data: LeafletData, voice: _Voice) -> dict[str, Any] | None:
    """Return the source's own leaflet: whole in Danish, in other languages only that it is there."""
    parts = [(title, words.text) for kind, title, words in data.passages if kind == "official"]
    if not parts:
        return None
    return {
        "heading": voice.said["headings"]["official"],
        "lead": voice.sentence("official"),
        "parts": [list(part) for part in parts] if voice.language == "da" else [],
    }
