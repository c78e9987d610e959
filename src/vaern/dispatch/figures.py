"""A day of the control room in figures: how many alarms of each kind, how long until somebody took them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

from vaern.dispatch.handling import handled
from vaern.dispatch.instruction import instruction


class OfKind(NamedTuple):
    """One kind's alarms: `came`, `taken` with the median seconds until then, `closed`, `not_so` of these.

    `untouched` came and nobody has done anything about them. `wait_s` is None where none was taken.
    """

    kind: str
    came: int
    taken: int
    wait_s: float | None
    closed: int
    not_so: int
    untouched: int


class RungOften(NamedTuple):
    """A control under which the protected person was told of so many alarms in the last days."""

    control: str
    alarms: int


def of_kinds(alarms: Iterable[Mapping[str, Any]]) -> list[OfKind]:
    """Return the figures of alarms (each with `alarm`, `kind`, `began_at`), the most frequent kind first."""
    came = list(alarms)
    acts = handled(alarm["alarm"] for alarm in came)
    rows = []
    for kind, many in Counter(alarm["kind"] for alarm in came).most_common():
        mine = [(alarm, acts[alarm["alarm"]]) for alarm in came if alarm["kind"] == kind]
        waits = [
            (its.taken.at - datetime.fromisoformat(alarm["began_at"])).total_seconds()
            for alarm, its in mine
            if its.taken
        ]
        closed = [its.closed.finding for _, its in mine if its.closed]
        not_so = sum(instruction().findings.get(finding) is False for finding in closed)
        untouched = sum(not its.acts for _, its in mine)
        wait_s = median(waits) if waits else None
        rows.append(OfKind(kind, many, len(waits), wait_s, len(closed), not_so, untouched))
    return rows


def rung_often(alarms: Sequence[Mapping[str, Any]], now: datetime) -> list[RungOften]:
    """Return whose device is to be looked at: too many alarms told to her in the days of the instruction."""
    limit = instruction().rung_too_often
    since = now - timedelta(days=limit.days)
    told = Counter(
        str(alarm["control"])
        for alarm in alarms
        if "protected_person" in alarm.get("notify", ())
        and datetime.fromisoformat(alarm["began_at"]) >= since
    )
    return [RungOften(control, many) for control, many in told.most_common() if many >= limit.alarms]
