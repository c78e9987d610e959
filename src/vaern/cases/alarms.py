"""The assault alarm of a case: whether one is out, and since when."""

from __future__ import annotations

from vaern.cases.events import AssaultAlarmHandedOut, AssaultAlarmReturned
from vaern.cases.file import CaseFile
from vaern.cases.log import Line


def alarm_out(file: CaseFile) -> Line | None:
    """Return the entry that handed out the alarm she has now, or None."""
    found: Line | None = None
    for line in file.standing:
        if isinstance(line.event, AssaultAlarmHandedOut):
            found = line
        elif isinstance(line.event, AssaultAlarmReturned):
            found = None
    return found
