"""Where each alarm stands with the control room: read from its acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from vaern.dispatch.instruction import instruction
from vaern.dispatch.models import CLOSED, NOT_WARNED, PASSED_ON, PATROL, TAKEN, Act


class Refused(Exception):
    """Somebody was quicker: `first` is what the other has done."""

    def __init__(self, first: Act) -> None:
        super().__init__(first.what)
        self.first = first


@dataclass
class Handling:
    """The acts on one alarm, oldest first."""

    acts: list[Act] = field(default_factory=list)

    @property
    def taken(self) -> Act | None:
        """Who has it: whoever took it first after it was last passed on."""
        holder = None
        for act in self.acts:
            if act.what == TAKEN:
                holder = holder or act
            elif act.what == PASSED_ON:
                holder = None
        return holder

    @property
    def closed(self) -> Act | None:
        """How it was closed."""
        return next((act for act in self.acts if act.what == CLOSED), None)

    @property
    def not_warned(self) -> Act | None:
        """That she was to be warned and was not."""
        return next((act for act in self.acts if act.what == NOT_WARNED), None)

    @property
    def patrol(self) -> Act | None:
        """The first patrol that was sent."""
        return next((act for act in self.acts if act.what == PATROL), None)

    def desk(self, kind: str) -> str:
        """Return whose desk it lies on: where it was passed to, else the instruction's."""
        passed = [act.to for act in self.acts if act.what == PASSED_ON]
        return passed[-1] if passed else instruction().of(kind).desk

    @property
    def state(self) -> str:
        """`waiting`, `taken`, `patrol` or `closed`."""
        if self.closed:
            return CLOSED
        if self.patrol:
            return PATROL
        return TAKEN if self.taken else "waiting"


def handled(alarms: Iterable[str]) -> dict[str, Handling]:
    """Return where some alarms stand; one that nobody has touched is waiting."""
    found = {alarm: Handling() for alarm in alarms}
    for act in Act.objects.filter(alarm__in=found):
        found[act.alarm].acts.append(act)
    return found


def do(act: Act) -> Act:
    """Write an act down; `Refused` where somebody else has taken or closed the alarm meanwhile.

    Calls and notes are never refused: two people who write at once lose nothing.
    """
    before = handled([act.alarm])[act.alarm]
    if act.what == TAKEN and before.taken:
        raise Refused(before.taken)
    try:
        with transaction.atomic():
            act.save()
    except IntegrityError:
        closed = handled([act.alarm])[act.alarm].closed
        if closed is None:
            raise
        raise Refused(closed) from None
    return act


def since(pk: int, limit: int = 500) -> list[Act]:
    """Return the acts on alarms that were written after one, oldest first."""
    return list(Act.objects.filter(pk__gt=pk).exclude(alarm="")[:limit])


def between(begins: datetime, ends: datetime) -> list[Act]:
    """Return every act of a stretch of time, newest first."""
    return list(Act.objects.filter(at__gte=begins, at__lt=ends).order_by("-pk"))
