"""The work list: what waits, by when, whose it is. Reads the rows of the read model alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from vaern.cases.index import waiting
from vaern.cases.models import Duty, Summary
from vaern.documents.printed import CLOCK
from vaern.packs.screening import screening

PAGE = 50
NATURES = ("duty", "order", "right")
WHENS = ("", "overdue", "today", "week")
State = Literal["overdue", "at_once", "today", "week", "later"]


@dataclass(frozen=True)
class Chosen:
    """What a person wants to see: own cases or all, one district, one nature, until when, from where on."""

    officer: str
    mine: bool
    district: str
    nature: str
    when: str
    after: tuple[datetime, int] | None

    @classmethod
    def of(cls, asked: Mapping[str, str], officer: str) -> Chosen:
        """Read the filters of an address; what is not one of them counts as not chosen."""
        district = asked.get("district", "")
        nature, when = asked.get("nature", ""), asked.get("when", "")
        return cls(
            officer=officer,
            mine=asked.get("who") == "mine",
            district=district if district in districts() else "",
            nature=nature if nature in NATURES else "duty",
            when=when if when in WHENS else "",
            after=_after(asked.get("after", "")),
        )


def districts() -> Mapping[str, str]:
    """Return the police districts by their codes."""
    return screening("dk-2004").districts


def duties(chosen: Chosen, now: datetime) -> QuerySet[Duty]:
    """Return what waits at `now` (aware), the earliest first, what is due at once by when it arose."""
    found = _of(chosen, waiting(now).filter(nature=chosen.nature))
    today, week = last_moments(now)
    match chosen.when:
        case "overdue":
            found = found.filter(due__lt=now)
        case "today":
            found = found.filter(Q(due__isnull=True) | Q(due__lte=today), ranked_at__lte=today)
        case "week":
            found = found.filter(Q(due__isnull=True) | Q(due__lte=week), ranked_at__lte=week)
    if chosen.after:
        ranked_at, pk = chosen.after
        found = found.filter(ranked_at__gte=ranked_at).exclude(ranked_at=ranked_at, pk__lte=pk)
    by = "due" if chosen.when == "overdue" else "ranked_at"  # the same moment; each has its index
    return found.select_related("case").order_by(by, "pk")


def in_danger(chosen: Chosen) -> QuerySet[Summary]:
    """Return the cases in imminent danger, the newest word first."""
    found = Summary.objects.filter(danger_at__isnull=False).select_related("case").order_by("-danger_at")
    if chosen.mine:
        found = found.filter(officer=chosen.officer)
    return found.filter(district=chosen.district) if chosen.district else found


def state(duty: Duty, now: datetime) -> State:
    """Say how soon something is due."""
    if duty.due is None:
        return "at_once"
    today, week = last_moments(now)
    if duty.due < now:
        return "overdue"
    return "today" if duty.due <= today else "week" if duty.due <= week else "later"


def last_moments(now: datetime, clock: ZoneInfo = CLOCK) -> tuple[datetime, datetime]:
    """Return the last moment of today and of the seventh day after it, on `clock`."""
    day = now.astimezone(clock).date()
    ends = [datetime.combine(day + timedelta(days=days), time.max, clock) for days in (0, 7)]
    return ends[0], ends[1]


def cursor(duty: Duty) -> str:
    """Return the place after a duty, for the address of the next page."""
    return f"{duty.ranked_at.isoformat()},{duty.pk}"


def _of(chosen: Chosen, found: QuerySet[Duty]) -> QuerySet[Duty]:
    if chosen.mine:
        found = found.filter(officer=chosen.officer)
    return found.filter(district=chosen.district) if chosen.district else found


def _after(written: str) -> tuple[datetime, int] | None:
    moment, _comma, pk = written.partition(",")
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    usable = found.tzinfo is not None and pk.isascii() and pk.isdigit() and len(pk) < 16
    return (found, int(pk)) if usable else None
