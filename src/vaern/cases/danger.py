"""Whether an officer has said that danger is imminent, and nobody has said since that it is over."""

from __future__ import annotations

from vaern.cases.events import DangerAssessed, RiskAssessed
from vaern.cases.file import CaseFile
from vaern.cases.log import Line


def imminent_danger(file: CaseFile) -> Line | None:
    """Return the entry that says that danger is imminent, as long as the last word on it says so."""
    said = [
        line
        for line in file.standing
        if isinstance(line.event, DangerAssessed | RiskAssessed) and line.event.at <= file.now
    ]
    return said[-1] if said and said[-1].event.imminent else None  # type: ignore[attr-defined]
