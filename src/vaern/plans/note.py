"""Reading a Danish status note as it is published: a table of three columns whose cells run together.

A row is known by its ministry, which stands before the first words of its status. The title's column is
narrow: its lines stand above the ministry, and go on after a page break where the row does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from vaern.errors import InputError
from vaern.plans import danish
from vaern.plans.doubts import with_doubts
from vaern.plans.money import money
from vaern.plans.plan import Initiative, Period, Plan, Warning
from vaern.plans.words import ends_a_sentence, ends_on_purpose, joined, paragraphs

_MINISTRY = re.compile(r"^(?P<ministries>[A-ZÆØÅ]{2,6}(?:/[A-ZÆØÅ]{2,6})*)\s+(?P<status>[A-ZÆØÅ]\w+.*)$")
_FURNITURE = re.compile(r"^(?:Side \d+(?:/\d+)?|Offentligt|NOTAT|\d{1,3})$")
_TABLE_HEAD = re.compile(r"^Status for initiativ$")
_HEAD_WORDS = (
    "Initiativ i handlings-",
    "plan",
    "Ansvarligt",
    "ministerie",
    "ministerium",
    "Status for initiativ",
)
_EXPECTED = re.compile(r"\bde (\d+) initiativer")
_PERIOD = re.compile(r"\b(\d{4})\s*[-–]\s*(\d{4})\b")
_NOBODY = "/initiatives"


class Line(NamedTuple):
    """A printed line; `new_page`: the first one after a page break."""

    text: str
    new_page: bool


@dataclass
class Row:
    """A row of the table while it is read."""

    theme: str | None
    title: list[str]
    ministries: tuple[str, ...]
    status: list[str] = field(default_factory=list)


def read_note(text: str) -> Plan:
    """Return the plan that a status note describes; raises InputError where no row of a table is found."""
    lines = _lines(text)
    begin = next((i + 1 for i, line in enumerate(lines) if _TABLE_HEAD.match(line.text)), 0)
    head, body = lines[:begin], [line for line in lines[begin:] if line.text not in _HEAD_WORDS]
    if not any(_MINISTRY.match(line.text) for line in body):
        raise InputError(
            "no initiative was found", _NOBODY, "a status note: title, ministry (as SBM or SUM/UIM), status"
        )
    width = _width(body)
    rows = _rows(body, width)
    title, preface = _head(head, width)
    initiatives, warnings = [], []
    for number, row in enumerate(rows, start=1):
        initiative, open_ones = _initiative(number, row, width)
        initiatives.append(initiative)
        warnings += open_ones
    expected = _EXPECTED.search(preface)
    plan = Plan(
        title=title,
        as_of=next(iter(danish.dates(" ".join(line.text for line in head))[0]), None),
        period=_period(title),
        themes=tuple(dict.fromkeys(row.theme for row in rows if row.theme)),
        initiatives=tuple(initiatives),
        expected_initiatives=int(expected[1]) if expected else None,
        warnings=tuple(warnings),
    )
    return _of_the_whole(plan)


def _lines(text: str) -> list[Line]:
    """Return the printed lines without page furniture; a page begins with a form feed or a space."""
    found: list[Line] = []
    broken = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n"):
        broken = broken or raw.startswith("\f")
        line = " ".join(raw.split())
        if not line:
            continue
        broken = broken or raw.startswith(" ")
        if _FURNITURE.match(line):
            broken = broken or not line.startswith("NOTAT")
            continue
        found.append(Line(line, broken))
        broken = False
    return found


def _width(body: Sequence[Line]) -> int:
    """Return how many characters a full line of the status column has."""
    lengths = sorted(len(line.text) for line in body)
    return lengths[int(len(lengths) * 0.97)]


def _rows(body: Sequence[Line], width: int) -> list[Row]:
    starts = [i for i, line in enumerate(body) if _is_start(body, i, width)]
    rows: list[Row] = []
    theme: str | None = None
    begin = 0
    for start in starts:
        title, heading, end = _above(body, begin, start, width, first=not rows)
        if rows:
            rows[-1].status += _status_lines(rows[-1], body[begin:end], width)
        theme = heading or theme
        match = _MINISTRY.match(body[start].text)
        assert match
        rows.append(Row(theme, title, tuple(match["ministries"].split("/")), [match["status"]]))
        begin = start + 1
    rows[-1].status += _status_lines(rows[-1], body[begin:], width)
    return rows


def _is_start(body: Sequence[Line], index: int, width: int) -> bool:
    """Tell whether a row's ministry stands on this line: capitals, then a status, below a narrow title."""
    match = _MINISTRY.match(body[index].text)
    if not match or index == 0:
        return False
    return bool(danish.STATED.match(match["status"])) and _is_narrow(body[index - 1].text, width)


def _is_narrow(line: str, width: int) -> bool:
    return len(line) <= width // 2


def _above(
    body: Sequence[Line], begin: int, start: int, width: int, *, first: bool
) -> tuple[list[str], str | None, int]:
    """Return the title above a ministry, the theme above the title, and where the row before ends."""
    top = start
    while top > begin and _is_narrow(body[top - 1].text, width) and not ends_a_sentence(body[top - 1].text):
        top -= 1
    title = [line.text for line in body[top:start]]
    if top == begin or not _is_theme(body, top - 1, begin, width, first=first):
        return title, None, top
    return title, body[top - 1].text, top - 1


def _is_theme(body: Sequence[Line], index: int, begin: int, width: int, *, first: bool) -> bool:
    """Tell whether a broad line is a heading: a paragraph of its own, no sentence, no sum."""
    line = body[index].text
    alone = first if index == begin else body[index].new_page or ends_a_sentence(body[index - 1].text, line)
    return alone and not ends_a_sentence(line) and not re.search(r"\d{3}", line)


def _status_lines(row: Row, lines: Sequence[Line], width: int) -> list[str]:
    """Return the lines of a status; after a page break the rest of the title comes first, in narrow lines."""
    found: list[str] = []
    in_title = False
    for line, following in zip_longest(lines, lines[1:]):
        in_title = in_title and _is_narrow(line.text, width)
        if line.new_page:
            in_title = _is_narrow(line.text, width) and _is_torn_early(line.text, following, width)
        if in_title:
            row.title.append(line.text)
        else:
            found.append(line.text)
    return found


def _is_torn_early(line: str, following: Line | None, width: int) -> bool:
    """Tell whether a narrow line stopped, without ending a sentence, where the broad column had room."""
    if following is None or ends_a_sentence(line):
        return False
    return line.endswith("-") or ends_on_purpose(line, following.text, width)


def _initiative(number: int, row: Row, width: int) -> tuple[Initiative, list[Warning]]:
    title = joined(row.title)
    texts = paragraphs(row.status, width)
    found, (dates, impossible) = money(texts), danish.dates("\n".join(texts))
    status = danish.status(texts[0])
    warnings = [Warning(initiative=number, field="grants", text=each) for each in found.open]
    warnings += [Warning(initiative=number, field="dates", text=each) for each in impossible]
    if status == "unknown":
        warnings.append(Warning(initiative=number, field="status", text=texts[0]))
    if not title:
        warnings.append(Warning(initiative=number, field="title", text=""))
    initiative = Initiative(
        number=number,
        theme=row.theme,
        title=title.replace("*", "").strip(),
        reserve_funded="*" in title,
        ministries=row.ministries,
        status=status,
        status_text="\n".join(texts),
        ends=danish.ends("\n".join(texts)),
        grants=tuple(found.grants),
        dates=dates,
    )
    return initiative, warnings


def _head(head: Sequence[Line], width: int) -> tuple[str, str]:
    """Return the title of a note and the words under it."""
    texts = [line.text for line in head if not danish.DATE.fullmatch(line.text)]
    begin = next((i for i, text in enumerate(texts) if text.startswith("Status for")), 0)
    end = next((i for i, text in enumerate(texts) if i > begin and text.startswith("Notatet")), begin + 1)
    return joined(texts[begin:end]), joined(texts[end:])


def _period(title: str) -> Period | None:
    years = _PERIOD.search(title)
    return Period.model_validate({"from": int(years[1]), "to": int(years[2])}) if years else None


def _of_the_whole(plan: Plan) -> Plan:
    """Return the plan with what the note as a whole leaves open."""
    found: list[Warning] = []
    if plan.as_of is None:
        found.append(Warning(field="as_of", text="no date of the note was found"))
    if plan.period is None:
        found.append(Warning(field="period", text="no years stand in the title"))
    return with_doubts(plan.model_copy(update={"warnings": (*plan.warnings, *found)}))
