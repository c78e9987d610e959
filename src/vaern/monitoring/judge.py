"""One pass of judging: messages in order of event time, up to a horizon, become alarms and releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import BUTTON, Arrivals, stated_or_assumed_accuracy_m
from vaern.monitoring.book import Book
from vaern.monitoring.devices import BUTTON_KIND, expire_devices, judge_batteries, judge_devices
from vaern.monitoring.fix import Floats, Indices
from vaern.monitoring.kernel import Entries, entries
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.opening import last_known, opened_by_button, opened_by_places, rows_under_buttons
from vaern.monitoring.places import Opened, Place, Walk, judge_places
from vaern.monitoring.sheet import KINDS, PLACES, Name, Past, Sheet
from vaern.monitoring.silence import judge_silence
from vaern.monitoring.watch import Watch


class Judged(NamedTuple):
    """The outcome of a pass: `opened` are the rows released, `telling` those possibly in a place."""

    alarms: tuple[Alarm, ...]
    released: tuple[Released, ...]
    opened: Indices
    telling: Indices
    chosen: Entries
    unknown_answers: int


class _Table(NamedTuple):
    """What every part of a pass looks at."""

    watch: Watch
    book: Book
    arrivals: Arrivals
    chosen: Entries
    accuracy_m: Floats
    nearness: Nearness
    walk: Walk
    sheet: Sheet


def judge(
    watch: Watch, book: Book, arrivals: Arrivals, answers: Sequence[Answer], horizon: int
) -> tuple[Book, Judged]:
    """Judge messages in order of event time, and everything the clock brings before `horizon`."""
    table = _table(watch, book, arrivals)
    fixes, sheet = arrivals.fixes, table.sheet
    opened = judge_places(sheet, watch, table.walk, table.nearness, horizon)
    excused = judge_silence(sheet, watch, book.excused, fixes, table.chosen, horizon)
    judge_batteries(sheet, watch, fixes, table.chosen)
    elsewhere = judge_devices(sheet, watch, fixes, table.chosen, answers)
    expire_devices(sheet, watch, horizon)
    judged = _outcome(table, opened, elsewhere)
    return book.after(sheet, excused, table.nearness.seen()), judged


def judge_late(watch: Watch, book: Book, arrivals: Arrivals) -> tuple[Book, Judged]:
    """Judge messages that came too late: each by itself, as new events marked retrospective."""
    table = _table(watch, book, arrivals)
    opened: list[Opened] = []
    for pair, zone, _, found in table.walk.groups():
        place = Place(table.sheet, watch, table.nearness, pair, zone)
        for hit in found:
            opened += place.meet_late(hit)
    judge_devices(table.sheet, watch, arrivals.fixes, table.chosen, ())
    judged = _outcome(table, opened, [])
    alarms = tuple(replace(alarm, retrospective=True) for alarm in judged.alarms)
    return book.after(table.sheet, book.excused, book.seen), judged._replace(alarms=alarms)


def telling(watch: Watch, arrivals: Arrivals) -> Indices:
    """Return the messages that can change the record when judged by themselves."""
    chosen = entries(watch, arrivals.device, arrivals.fixes.fixed_at)
    walk = Walk(watch, arrivals.fixes, chosen, stated_or_assumed_accuracy_m(arrivals.fixes))
    return np.union1d(walk.hit_fixes, np.nonzero(arrivals.fixes.event)[0])


def _table(watch: Watch, book: Book, arrivals: Arrivals) -> _Table:
    fixes = arrivals.fixes
    chosen = entries(watch, arrivals.device, fixes.fixed_at)
    accuracy_m = stated_or_assumed_accuracy_m(fixes)
    nearness = Nearness(watch, fixes, chosen, accuracy_m, book.seen)
    walk = Walk(watch, fixes, chosen, accuracy_m)
    return _Table(watch, book, arrivals, chosen, accuracy_m, nearness, walk, book.sheet())


def _outcome(table: _Table, opened: list[Opened], answers: Iterable[Answer]) -> Judged:
    """Write the events, then the rows they release: an alarm has its number only once it is written."""
    fixes, sheet = table.arrivals.fixes, table.sheet
    called = list(rows_under_buttons(sheet, table.watch, table.arrivals, table.chosen))
    calls = [opened_by_button(fixes, table.accuracy_m, row, episode) for row, episode in called]
    placed = {id(episode.name) for row, episode in called if fixes.fixed_at[row] == episode.begun}
    calls += _last_positions(table, placed)
    unknown = _write_answers(table, answers)
    alarms = tuple(sheet.written())
    rows = [hit.fix for _, _, _, hit in opened] + [row for row, _ in called]
    buttons = (fixes.event == BUTTON).nonzero()[0]
    return Judged(
        alarms=alarms,
        released=(*opened_by_places(table.watch, fixes, table.accuracy_m, opened), *calls),
        opened=np.union1d(np.array(rows, np.intp), buttons),
        telling=table.walk.hit_fixes,
        chosen=table.chosen,
        unknown_answers=unknown,
    )


def _last_positions(table: _Table, placed: set[int]) -> list[Released]:
    """Return her last known position for each button pressed without one, and mark which alarms show one."""
    found = []
    for draft in table.sheet.drafts:
        if draft.name.kind == BUTTON_KIND and draft.event == "raised":
            last = last_known(table.watch, table.nearness, Past(draft.at, draft.at, draft.name))
            has_own = id(draft.name) in placed
            draft.said["released"] = has_own or last is not None
            if last is not None and not has_own:
                found.append(last)
    return found


def _write_answers(table: _Table, answers: Iterable[Answer]) -> int:
    """Write the answers to alarms that end by themselves; return how many answer no alarm there was."""
    unknown = 0
    for answer in answers:
        name = _named(table, answer)
        if name is None:
            unknown += 1
        else:
            table.sheet.answer(answer, *name)
    return unknown


def _named(table: _Table, answer: Answer) -> tuple[Name, str] | None:
    """Return the alarm an answer speaks of, and its device."""
    begun = [d for d in table.sheet.drafts if d.event == "raised" and d.at <= answer.at]
    base, _, number = answer.alarm.rpartition("/")
    for control in table.watch.controls:
        places = [
            (zone.id, control.respondent_devices[0]) for zone in control.zones if control.respondent_devices
        ]
        carried = [(device, device) for device in (*control.respondent_devices, *control.protected_devices)]
        for kind in KINDS:
            for place, device in places if kind in PLACES else carried:
                name = Name(control.id, place, kind)
                so_far = table.book.counts.get(base, 0) + sum(d.name.base == base for d in begun)
                if name.base == base and number.isdigit() and 0 < int(number) <= so_far:
                    name.number = int(number)
                    return name, device
    return None
