"""One pass of judging: messages in order of event time, up to a horizon, become alarms and releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import BUTTON, Arrivals, stated_or_assumed_accuracy_m
from vaern.monitoring.book import Book
from vaern.monitoring.conditions import disclosed_by_conditions, disclosed_late
from vaern.monitoring.couples import follow
from vaern.monitoring.devices import BUTTON_KIND, judge_devices
from vaern.monitoring.distance import Disclosed, expire_distances, judge_distances, near_at_first
from vaern.monitoring.everywhere import judge_late_places, judge_places
from vaern.monitoring.fix import Floats, Indices
from vaern.monitoring.kernel import Entries, entries
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.opening import (
    last_known,
    opened_by_button,
    opened_otherwise,
    rows_under_buttons,
)
from vaern.monitoring.releases import PlacedRows, Releases
from vaern.monitoring.sheet import KINDS, PLACES, Name, Past, Sheet
from vaern.monitoring.silence import judge_silence
from vaern.monitoring.switches import expire_switches, judge_late_radio, judge_switches
from vaern.monitoring.terms import Control
from vaern.monitoring.track import Marks, Track
from vaern.monitoring.walk import Opened, Walk
from vaern.monitoring.watch import Watch


class Judged(NamedTuple):
    """The outcome of a pass: `opened` are the rows released, `telling` those possibly in a place."""

    alarms: tuple[Alarm, ...]
    released: Releases
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
    marks: Marks
    nearness: Nearness
    walk: Walk
    sheet: Sheet


def judge(
    watch: Watch, book: Book, arrivals: Arrivals, answers: Sequence[Answer], horizon: int
) -> tuple[Book, Judged]:
    """Judge messages in order of event time, and everything the clock brings before `horizon`."""
    fixes, groups = arrivals.fixes, _concerned(watch, book, arrivals, answers, horizon)
    sheet = book.sheet(groups)
    chosen = entries(watch, arrivals.device, fixes.fixed_at)
    accuracy_m = stated_or_assumed_accuracy_m(fixes)
    near = near_at_first(sheet, len(watch.pairs.device))
    track, marks, meetings = follow(watch, book.track, near, chosen, fixes, accuracy_m)
    table = _table(watch, book, arrivals, chosen, accuracy_m, marks, sheet, book.track)
    opened = judge_places(sheet, watch, table.walk, table.nearness, horizon)
    disclosed = judge_distances(sheet, watch, fixes, chosen, meetings, table.nearness)
    expire_distances(sheet, watch, table.nearness, horizon)
    excused = judge_silence(sheet, watch, book.excused, fixes, chosen, horizon)
    judge_switches(sheet, watch, fixes, chosen, marks)
    elsewhere = judge_devices(sheet, watch, fixes, chosen, answers)
    expire_switches(sheet, watch, horizon)
    disclosed += disclosed_by_conditions(sheet, watch, fixes, chosen)
    judged = _outcome(table, opened, disclosed, elsewhere)
    return replace(book, excused=excused, track=track).after(watch, sheet, groups, horizon), judged


def judge_late(watch: Watch, book: Book, arrivals: Arrivals) -> tuple[Book, Judged]:
    """Judge messages that came too late: each by itself, as new events marked retrospective."""
    chosen = entries(watch, arrivals.device, arrivals.fixes.fixed_at)
    accuracy_m, groups = stated_or_assumed_accuracy_m(arrivals.fixes), groups_of(watch, arrivals)
    marks = np.zeros(len(chosen.fix), np.int8)
    table = _table(watch, book, arrivals, chosen, accuracy_m, marks, book.sheet(groups))
    opened = judge_late_places(table.sheet, watch, table.walk, table.nearness)
    judge_devices(table.sheet, watch, arrivals.fixes, chosen, ())
    judge_late_radio(table.sheet, watch, arrivals.fixes, chosen)
    disclosed = disclosed_late(table.sheet, watch, arrivals.fixes, chosen)
    judged = _outcome(table, opened, disclosed, [])
    alarms = tuple(replace(alarm, retrospective=True) for alarm in judged.alarms)
    return book.after(watch, table.sheet, groups, book.due), judged._replace(alarms=alarms)


def groups_of(watch: Watch, arrivals: Arrivals) -> set[int]:
    """Return the groups whose devices sent the messages."""
    there = np.zeros(len(watch.groups.of_device), np.bool_)
    there[watch.groups.of_device[arrivals.device]] = True
    return set(np.nonzero(there)[0].tolist())


def telling(watch: Watch, arrivals: Arrivals) -> Indices:
    """Return the messages that can change the record when judged by themselves."""
    chosen = entries(watch, arrivals.device, arrivals.fixes.fixed_at)
    accuracy_m = stated_or_assumed_accuracy_m(arrivals.fixes)
    walk = Walk(watch, arrivals.fixes, chosen, accuracy_m, np.zeros(len(chosen.fix), np.int8))
    return np.union1d(walk.hit_fixes, np.nonzero(arrivals.fixes.event)[0])


def _concerned(
    watch: Watch, book: Book, arrivals: Arrivals, answers: Sequence[Answer], horizon: int
) -> set[int]:
    """Return the groups of which a pass may have anything to say; an answer may speak of any."""
    groups = groups_of(watch, arrivals) | book.due_before(watch, horizon)
    return groups | book.pages.keys() if answers else groups


def _table(
    watch: Watch,
    book: Book,
    arrivals: Arrivals,
    chosen: Entries,
    accuracy_m: Floats,
    marks: Marks,
    sheet: Sheet,
    before: Track | None = None,
) -> _Table:
    fixes = arrivals.fixes
    nearness = Nearness(watch, fixes, chosen, accuracy_m, book.track, marks)
    walk = Walk(watch, fixes, chosen, accuracy_m, marks, before)
    return _Table(watch, book, arrivals, chosen, accuracy_m, marks, nearness, walk, sheet)


def _outcome(
    table: _Table, opened: Opened, disclosed: Iterable[Disclosed], answers: Iterable[Answer]
) -> Judged:
    """Write the events, then the rows they release: an alarm has its number only once it is written."""
    fixes, sheet = table.arrivals.fixes, table.sheet
    called = list(rows_under_buttons(sheet, table.watch, table.arrivals, table.chosen))
    calls = [opened_by_button(fixes, table.accuracy_m, row, episode) for row, episode in called]
    placed = {id(episode.name) for row, episode in called if fixes.fixed_at[row] == episode.begun}
    calls += _last_positions(table, placed)
    unknown = _write_answers(table, answers)
    alarms = tuple(sheet.written())
    others = _first_of_each(opened, disclosed)
    rows = [row for row, _ in called] + [other.fix for other in others]
    buttons = (fixes.event == BUTTON).nonzero()[0]
    return Judged(
        alarms=alarms,
        released=Releases(
            PlacedRows(fixes, table.accuracy_m, opened),
            tuple(opened_otherwise(table.watch, fixes, table.accuracy_m, others)),
            calls,
        ),
        opened=np.unique(np.concatenate([opened.fix, buttons, np.array(rows, np.intp)])),
        telling=table.walk.hit_fixes,
        chosen=table.chosen,
        unknown_answers=unknown,
    )


def _first_of_each(opened: Opened, disclosed: Iterable[Disclosed]) -> list[Disclosed]:
    """Return each fix once a control, with the gravest alarm that opens it."""
    disclosed = list(disclosed)
    known = set(zip(opened.control.tolist(), opened.fix.tolist(), strict=True)) if disclosed else set()
    first: dict[tuple[int, int], Disclosed] = {}
    for each in disclosed:
        if (each.control, each.fix) not in known:
            first.setdefault((each.control, each.fix), each)
    return list(first.values())


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
    for control in _beginning(table.watch, base):
        places = [
            (zone.id, control.respondent_devices[0]) for zone in control.zones if control.respondent_devices
        ]
        carried = [(device, device) for device in (*control.respondent_devices, *control.protected_devices)]
        for kind in KINDS:
            for place, device in places if kind in PLACES else carried:
                name = Name(control.id, place, kind)
                so_far = table.book.counted(table.watch, device, base) + sum(
                    d.name.base == base for d in begun
                )
                if name.base == base and number.isdigit() and 0 < int(number) <= so_far:
                    name.number = int(number)
                    return name, device
    return None


def _beginning(watch: Watch, base: str) -> Iterator[Control]:
    """Yield the controls whose ids an alarm's id begins with."""
    words = base.split("/")
    for length in range(1, len(words)):
        number = watch.number_of("/".join(words[:length]))
        if number >= 0:
            yield watch.controls[number]
