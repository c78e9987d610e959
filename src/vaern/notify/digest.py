"""What is due as a mail: references, duties and times, in three groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vaern.notify.due import Due

WEEK = timedelta(days=7)


@dataclass
class Digest:
    """The duties of one person: overdue, today (with what is due at once), in the next seven days."""

    overdue: list[Due] = field(default_factory=list)
    today: list[Due] = field(default_factory=list)
    this_week: list[Due] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.overdue or self.today or self.this_week)

    @property
    def groups(self) -> Mapping[str, list[Due]]:
        """Return the groups by their names, in their order."""
        return {"overdue": self.overdue, "today": self.today, "this_week": self.this_week}


def digest(duties: Iterable[Due], clock: ZoneInfo, now: datetime) -> Digest:
    """Return the duties that are due before the end of the seventh day after that of `now` (aware)."""
    found = Digest()
    today = now.astimezone(clock).date()
    for each in sorted(duties, key=lambda duty: (duty.due is not None, duty.due or now)):
        if each.due is None:
            found.today.append(each)
        elif each.due < now:
            found.overdue.append(each)
        elif each.due.astimezone(clock).date() == today:
            found.today.append(each)
        elif each.due.astimezone(clock).date() <= today + WEEK:
            found.this_week.append(each)
    return found


def written(found: Digest, titles: Mapping[str, str], when: Callable[[Due], str]) -> str:
    """Return the digest as plain text, under `titles` by group, with `when` a duty is due in words."""
    groups = [
        "\n".join((titles[name], *(f"- {each.reference}: {each.what}, {when(each)}" for each in duties)))
        for name, duties in found.groups.items()
        if duties
    ]
    return "\n\n".join(groups) + "\n"
