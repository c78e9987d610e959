"""What a Danish status text states: status, dates, when it ends."""

from __future__ import annotations

import re
from datetime import date

from vaern.plans.plan import Status

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
    "november", "december",
)  # fmt: skip
DATE = re.compile(rf"\b(\d{{1,2}})\.\s*({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_STATUSES: tuple[tuple[str, Status], ...] = (
    (r"er ikke gennemført", "not_carried_out"),
    (r"er delvis[t]? gennemført", "partly_completed"),
    (r"er gennemført", "completed"),
    (r"forløber planmæssigt", "on_schedule"),
    (r"er igangværende", "ongoing"),
    (r"afsluttes i\b", "ending"),
)
STATED = re.compile(r"^Initiativ(?:et|er|erne)\b.*")
_ENDS = (
    re.compile(r"\b[Ii]nitiativet afsluttes (?:i|den) (?P<when>.{4,24})"),
    re.compile(r"\b[Pp]rojektperioden \w+ til (?:og med )?den (?P<when>.{4,24})"),
    re.compile(r"\bfinansieres (?:indtil|til) (?P<when>.{4,24})"),
)
_YEAR = re.compile(r"(?:ultimo )?(\d{4})\b")


def status(first: str) -> Status:
    """Return the status that the first sentence states; other wordings than the known are `unknown`."""
    if STATED.match(first):
        return next((status for words, status in _STATUSES if re.search(words, first)), "unknown")
    return "unknown"


def dates(text: str) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Return the full dates in order of mention, and those that are in no calendar."""
    found: list[date] = []
    impossible: list[str] = []
    for each in DATE.finditer(text):
        try:
            found.append(_date(each))
        except ValueError:
            impossible.append(each[0])
    return tuple(found), tuple(impossible)


def ends(text: str) -> date | int | None:
    """Return when the initiative ends: a date, a year where only a year is stated, None where neither is."""
    for wording in _ENDS:
        if said := wording.search(text):
            if (full := DATE.match(said["when"])) and dates(full[0])[0]:
                return _date(full)
            if year := _YEAR.match(said["when"]):
                return int(year[1])
    return None


def _date(found: re.Match[str]) -> date:
    return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
