"""What the events oblige or entitle somebody to do, by when, and whether it has been done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from vaern.deadlines.court import DEMANDED
from vaern.deadlines.events import SERVED, Event, matches
from vaern.deadlines.notes import counting_notes
from vaern.deadlines.obligation import (
    Obligation,
    is_past,
    status_of_duty,
    status_of_later_right,
    status_of_right,
)
from vaern.deadlines.periods import Clock, Period, period
from vaern.deadlines.starting import History, Started
from vaern.law.choice import Candidate, settle
from vaern.law.provision import Note


def duties(history: History, clock: Clock, now: datetime) -> Iterator[Obligation]:
    """Return every obligation; what hangs on a right that was used too late does not arise."""
    too_late: set[int] = set()
    for running in _running(history, clock, of_rights=True):
        if running.done is not None and running.is_late:
            too_late.add(running.done.place)
        yield running.obligation(now)
    for running in _running(history, clock, of_rights=False):
        if running.started.trigger.place not in too_late:
            yield running.obligation(now)


@dataclass(frozen=True, slots=True)
class Running:
    """A started duty with its last moment and the event that discharged it."""

    history: History
    clock: Clock
    started: Started
    length: Period | None
    done: Event | None

    @property
    def due(self) -> datetime | None:
        """Return the last moment, or None where the source gives no number."""
        return (
            None
            if self.length is None
            else self.clock.end(self.length, self.started.trigger.at, self.started.trigger.where)
        )

    @property
    def is_late(self) -> bool:
        """Tell whether it was done after its last moment."""
        late = self.done is not None and is_past(self.done.at, self.due)
        return late and not self.started.duty.begins_when_over

    def obligation(self, now: datetime) -> Obligation:
        """Return it as it stands at `now`."""
        started, duty, pack = self.started, self.started.duty, self.history.pack
        return Obligation(
            kind=duty.kind,
            measure=started.measure,
            order=started.order_id,
            actor=duty.actor,
            towards=duty.towards,
            trigger=started.trigger,
            due=self.due,
            urgency=duty.urgency if self.due is None else None,
            status=self._status(now),
            citation=pack.citation_of(started.provision, duty),
            text=pack.text_of(started.provision, duty),
            notes=tuple(self._notes()),
            nature="right" if duty.right else "duty",
            done_at=self.done.at if self.done else None,
            gone_at=self._gone(now),
        )

    def _status(self, now: datetime) -> str:
        duty, done = self.started.duty, self.done.at if self.done else None
        if duty.begins_when_over:
            return status_of_later_right(done, self._gone(now))
        status = status_of_right if duty.right else status_of_duty
        return status(done, self._gone(now), self.due, now)

    def _gone(self, now: datetime) -> datetime | None:
        started, order = self.started, self.started.order
        ends = [
            event.at
            for event in self.history.of_types(started.duty.gone_by)
            if event.at >= started.trigger.at and event.concerns(started.measure, started.order_id)
        ]
        if order and order.fell and not started.duty.outlives_order:
            ends.append(order.fell.at)
        if order and order.due and started.duty.begins_when_over and is_past(now, order.due):
            ends.append(order.due)
        return min(ends, default=None)

    def _notes(self) -> Iterator[Note]:
        pack = self.history.pack
        for note in self.started.duty.notes:
            yield Note(note.text, pack.full(note.citation))
        if self.length is not None and self.due is not None:
            citation = pack.citation_of(self.started.provision, self.started.duty)
            yield from counting_notes(pack, self.clock, self.length, self.started.trigger.at, citation)


def _running(history: History, clock: Clock, *, of_rights: bool) -> Iterator[Running]:
    for provision in history.pack.versions:
        for duty in provision.duties:
            if duty.right == of_rights:
                for started, done in _discharged(history, history.started(provision, duty)):
                    yield Running(history, clock, started, _length(history, started), done)


def _length(history: History, started: Started) -> Period | None:
    duty, found = started.duty, started.situation()
    citation = history.pack.citation_of(started.provision, duty)
    exceptions = [
        Candidate(name, citation, is_exception=True) for when, name in duty.exceptions if matches(when, found)
    ]
    settled = settle([Candidate(duty.period, citation), *exceptions], f"{citation}: {duty.kind}")
    name = settled.value if settled else None
    return None if name is None else period(started.provision.values[name].is_)


def _discharged(history: History, started: Sequence[Started]) -> Iterator[tuple[Started, Event | None]]:
    used: set[int] = set()
    following = _next_triggers(started)
    for each, until in zip(started, following, strict=True):
        answers = (
            event
            for event in _answers(history, each)
            if event.place not in used and not (each.duty.right and until and event.at >= until)
        )
        done = next(answers, None)
        if done is not None and each.duty.may_be_done_before:
            used.add(done.place)
        yield each, done


def _next_triggers(started: Sequence[Started]) -> list[datetime | None]:
    following: dict[str | None, datetime] = {}
    found: list[datetime | None] = []
    for each in reversed(started):
        found.append(following.get(each.measure))
        following[each.measure] = each.trigger.at
    return found[::-1]


def _answers(history: History, started: Started) -> Iterator[Event]:
    duty = started.duty
    if duty.done_by == (SERVED,) and started.order is not None:
        decisions = started.order.decisions
        yield from (each.served for each in decisions if each.event is started.trigger and each.served)
        return
    named = [event for event in history.answering(duty.kind) if event.type not in duty.done_by]
    for event in sorted((*history.of_types(duty.done_by), *named), key=lambda event: event.at):
        in_order = duty.may_be_done_before or event.at >= started.trigger.at
        meant = event.answers_to in (None, duty.kind)
        is_another = event is not started.trigger
        if in_order and meant and is_another and _concerns(history, started, event):
            yield event


def _concerns(history: History, started: Started, event: Event) -> bool:
    if started.duty.is_of_the_case and event.measure is not None:
        return False
    if event.type == DEMANDED and event.measure is None and started.order is not None:
        return started.order in history.orders_of(event)
    return event.concerns(started.measure, started.order_id)
