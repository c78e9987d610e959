"""What somebody must or may do, by when, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from vaern.deadlines.events import Event
from vaern.law.provision import Note


@dataclass(frozen=True, slots=True)
class Obligation:
    """One obligation, right or running order, as `vaern law deadlines` prints it.

    `done_at` and `gone_at` say when it was done, and when it fell away; the contract prints neither.
    """

    kind: str
    measure: str | None
    order: str | None
    actor: str
    towards: str
    trigger: Event
    due: datetime | None
    urgency: str | None
    status: str
    citation: str
    text: str
    notes: tuple[Note, ...]
    nature: Literal["duty", "right", "order"] = "duty"
    done_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Tell whether it waits still: a duty not done, late or not, a right to be used, an order running."""
        waits = self.status == "open" or (self.nature == "duty" and self.status == "late")
        return waits and self.done_at is None and self.gone_at is None

    def shown(self) -> dict[str, Any]:
        """Return the contract's object; `trigger` is `{"type", "at"}` of the event that started it."""
        return {
            "kind": self.kind,
            "measure": self.measure,
            "order": self.order,
            "actor": self.actor,
            "towards": self.towards,
            "trigger": {"type": self.trigger.type, "at": self.trigger.at.isoformat()},
            "due": self.due.isoformat() if self.due else None,
            "urgency": self.urgency,
            "status": self.status,
            "citation": self.citation,
            "text": self.text,
            "notes": [{"text": note.text, "citation": note.citation} for note in self.notes],
        }


def is_past(moment: datetime, due: datetime | None) -> bool:
    """Tell whether a moment lies after the last moment; the whole last second is still in time."""
    return due is not None and moment - due.replace(microsecond=0) >= timedelta(seconds=1)


def status_of_duty(done: datetime | None, gone: datetime | None, due: datetime | None, now: datetime) -> str:
    """Say how a duty stands: done or not, in time or not, or fallen away before it was due."""
    if done is not None and (gone is None or done <= gone):
        return "late" if is_past(done, due) else "met"
    if gone is not None and not is_past(gone, due):
        return "lapsed"
    return "late" if is_past(now, due) else "open"


def status_of_right(done: datetime | None, gone: datetime | None, due: datetime | None, now: datetime) -> str:
    """Say how a right stands: used in time, used too late, or no longer to be used."""
    if done is not None and (gone is None or done <= gone):
        return "late" if is_past(done, due) else "met"
    return "lapsed" if gone is not None or is_past(now, due) else "open"


def status_of_later_right(done: datetime | None, gone: datetime | None) -> str:
    """Say how a right stands that only begins when its period is over: it does not run out by itself."""
    if done is not None and (gone is None or done <= gone):
        return "met"
    return "open" if gone is None else "lapsed"


def status_of_order(fell: datetime | None, due: datetime | None, now: datetime) -> str:
    """Say how an order stands: running, ended before its time, or run out."""
    if fell is not None:
        return "lapsed"
    return "expired" if is_past(now, due) else "open"
