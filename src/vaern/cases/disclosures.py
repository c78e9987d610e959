"""Who outside the police was told what, on which ground, and what they answered: read from the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from vaern.cases.court import tried_together
from vaern.cases.events import (
    ChildNoticeGiven,
    ConsentGiven,
    ConsentWithdrawn,
    Disclosed,
    Event,
    Interviewed,
    MunicipalityNotified,
    ReceiverAnswered,
    SubmittedToCourt,
)
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.packs.disclosure import Ground, grounds

PARTIES = ("protected_person", "respondent")


@dataclass(frozen=True)
class Told:
    """One telling. `orders`, `entries`, `child_notice` and `bundle` are all that it shows: nothing else is.

    `ground` is None where the entry names one that the pack does not have: then nothing may be shown.
    """

    line: Line
    receiver: str
    authority: str
    ground: Ground | None
    orders: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    child_notice: bool = False
    bundle: str = ""
    tried: tuple[str, ...] = ()
    answers: tuple[ReceiverAnswered, ...] = ()

    @property
    def about_orders(self) -> tuple[str, ...]:
        """The orders that an answer may be about: those shown, or those that the court is to try."""
        return self.orders or self.tried

    @property
    def number(self) -> int:
        """The entry that says so."""
        return self.line.number

    @property
    def answered(self) -> bool:
        """Whether the receiver has answered."""
        return bool(self.answers)


def tellings(file: CaseFile) -> list[Told]:
    """Return every telling that stands, the newest first."""
    known = grounds(file.case.law)
    by_entry = {name: ground for ground in known.values() for name in ground.of}
    found = []
    for line in reversed(file.standing):
        event = line.event
        if isinstance(event, Disclosed):
            ground = known.get(event.ground)
            found.append(
                Told(line, event.receiver, event.authority, ground, event.orders, event.shows,
                     answers=_answers(file, line))
            )  # fmt: skip
        elif event.type in by_entry:
            ground = by_entry[event.type]
            found.append(_of_entry(file, line, ground, _answers(file, line)))
    return found


def told(file: CaseFile, number: int) -> Told | None:
    """Return the telling that an entry is, or None."""
    return next((each for each in tellings(file) if each.number == number), None)


def consents(events: Iterable[Event], receiver: str, at: datetime) -> frozenset[str]:
    """Return the parties whose consent to telling `receiver` stands at a moment."""
    standing: set[str] = set()
    for event in events:
        if (
            event.at <= at
            and isinstance(event, (ConsentGiven, ConsentWithdrawn))
            and receiver in event.receivers
        ):
            (standing.add if isinstance(event, ConsentGiven) else standing.discard)(event.by)
    return frozenset(standing)


def may_show(file: CaseFile, told: Told) -> bool:
    """Tell whether a telling still has its ground: one that needs consent ends when that is withdrawn."""
    if told.ground is None:
        return False
    if not told.ground.consent or not isinstance(told.line.event, Disclosed):
        return True
    return set(told.line.event.about) <= consents(file.events, told.receiver, file.now)


def offered(file: CaseFile, ground: Ground) -> list[Line]:
    """Return the entries that a ground lets be shown: all that stand, or her own statements alone."""
    if "entries" in ground.shows:
        return [line for line in file.standing if not isinstance(line.event, _OURS)]
    if "own_statements" in ground.shows:
        return [
            line
            for line in file.standing
            if isinstance(line.event, Interviewed) and line.event.whom == "victim"
        ]
    return []


def open_grounds(file: CaseFile) -> list[Ground]:
    """Return the grounds that the case opens now; whether a weighing comes out so is for a person."""
    return [ground for ground in grounds(file.case.law).values() if is_open(file, ground)]


def is_open(file: CaseFile, ground: Ground) -> bool:
    """Tell whether the case has what a ground asks for: an order of its measures, an entry so decided."""
    decided = not ground.measures or any(order.measure in ground.measures for order in file.orders)
    return decided and all(
        any(event.type == name and getattr(event, "result", None) == result for event in file.happened)
        for name, result in ground.after
    )


def _of_entry(file: CaseFile, line: Line, ground: Ground, answers: tuple[ReceiverAnswered, ...]) -> Told:
    event = line.event
    authority = getattr(event, "municipality", "") or getattr(event, "contact", "")
    measure, order = getattr(event, "measure", None), getattr(event, "order", None)
    of_measure = isinstance(event, MunicipalityNotified)
    brought = event.order or "" if isinstance(event, SubmittedToCourt) else ""
    orders = tuple(
        each.name for each in file.orders if order == each.name or (of_measure and each.measure == measure)
    )
    return Told(
        line, ground.receivers[0], authority, ground,
        orders=orders if "orders" in ground.shows else (),
        child_notice=isinstance(event, ChildNoticeGiven),
        bundle=brought,
        tried=tuple(tried_together(file, brought)),
        answers=answers,
    )  # fmt: skip


def _answers(file: CaseFile, line: Line) -> tuple[ReceiverAnswered, ...]:
    return tuple(_answering(file.events, line.number))


def _answering(events: Iterable[Event], number: int) -> Iterator[ReceiverAnswered]:
    return (event for event in events if isinstance(event, ReceiverAnswered) and event.told == number)


_OURS = (Disclosed, ConsentGiven, ConsentWithdrawn, ReceiverAnswered)
