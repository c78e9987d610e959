"""The pure engine: a state and a batch of fixes in, a state and events out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from vaern.errors import InputError
from vaern.monitoring import snapshot as said
from vaern.monitoring.alarm import Alarm
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import Arrivals, admit
from vaern.monitoring.book import Book
from vaern.monitoring.control import Control
from vaern.monitoring.events import EMPTY, Events, SealedFixes
from vaern.monitoring.fix import FixBatch, Ints
from vaern.monitoring.identity import Memory, first_times
from vaern.monitoring.judge import Judged, judge, judge_late, telling
from vaern.monitoring.provisional import Announced, announce
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.upload import due, is_overtaken, is_passive, judged_until
from vaern.monitoring.watch import Watch

REMEMBER_MS = 24 * 3600 * 1000
"""How long every judged message is remembered; one that told something is remembered always."""
NOTHING_YET = -(1 << 60)
SNAPSHOT_VERSION = 2
_PLAIN = ("lateness_ms", "provisional", "newest", "watermark")


@dataclass(frozen=True, slots=True, eq=False)
class ShardState:
    """Everything a shard knows: messages wait in `pending` until the watermark has passed them."""

    watch: Watch
    lateness_ms: int
    provisional: bool
    newest: int
    watermark: int
    pending: Arrivals
    answers: tuple[Answer, ...]
    judged: Memory
    telling: Memory
    book: Book
    announced: Announced
    orphaned: tuple[Alarm, ...] = ()
    uploaded: Mapping[str, int] = field(default_factory=dict)


def start(controls: Iterable[Control], lateness_s: float = 120, *, provisional: bool = False) -> ShardState:
    """Return the state of a shard that has heard nothing; `provisional`: ring before events are final."""
    watch = Watch.over(controls)
    pending, _ = admit(watch, EMPTY)
    return ShardState(
        watch=watch,
        lateness_ms=round(lateness_s * 1000),
        provisional=provisional,
        newest=NOTHING_YET,
        watermark=NOTHING_YET,
        pending=pending,
        answers=(),
        judged=Memory(),
        telling=Memory(),
        book=Book.blank(watch),
        announced=Announced(),
    )


def step(state: ShardState, batch: FixBatch, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge what `batch` (in order of arrival) and the clock make final; the old state stays usable."""
    arrivals, refused = admit(state.watch, batch)
    fresh = _first_times(state, arrivals)
    repeated = int((~fresh).sum())
    arrivals = arrivals.take(fresh) if repeated else arrivals
    tally = Events(refused=tuple(refused), accepted=len(arrivals.row), repeated=repeated)
    tally = replace(tally, alarms=state.orphaned)
    state, events = _through(replace(state, orphaned=()), arrivals)
    if now_ms is not None:
        state, more = _advance(replace(state, newest=max(state.newest, now_ms)))
        events = events.then(more)
    return _ring_early(state, tally.then(events))


def answer(state: ShardState, answers: Sequence[Answer]) -> ShardState:
    """Queue answers; each comes out as `answered` once its time is judged."""
    return replace(state, answers=(*state.answers, *answers))


def finish(state: ShardState, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge everything that is left, as of `now_ms` or the last arrival, whichever is later."""
    ends = state.newest if now_ms is None else max(state.newest, now_ms)
    ends = max([ends, *state.pending.fixes.fixed_at[-1:].tolist(), *(answer.at for answer in state.answers)])
    last = int(np.max(state.pending.fixes.fixed_at, initial=ends))
    state = replace(state, newest=max(ends, state.newest))
    state, events = _judge_before(state, last + 1, all_of_it=True)
    return _ring_early(state, events)


def snapshot(state: ShardState) -> dict[str, Any]:
    """Return the state as JSON; it holds positions of the working window: on disk only encrypted."""
    return {
        "version": SNAPSHOT_VERSION,
        **{name: getattr(state, name) for name in _PLAIN},
        "pending": said.fixes_said(state.pending),
        "answers": [list(answer) for answer in state.answers],
        "judged": said.memory_said(state.judged),
        "telling": said.memory_said(state.telling),
        "book": said.book_said(state.watch, state.book),
        "announced": said.announced_said(state.announced),
        "uploaded": dict(state.uploaded),
        "orphaned": [asdict(alarm) for alarm in state.orphaned],
    }


def restore(controls: Iterable[Control] | Watch, snapshot: Mapping[str, Any]) -> ShardState:
    """Return the state that `snapshot` was taken of; `controls`, or a watch of them, may have changed since.

    Alarms of a control that is gone are cleared by the next step; InputError on another version's snapshot.
    """
    if snapshot.get("version") != SNAPSHOT_VERSION:
        raise InputError("this snapshot is of another version", "/version", str(SNAPSHOT_VERSION))
    watch = controls if isinstance(controls, Watch) else Watch.over(controls)
    book, gone = said.book_read(watch, snapshot["book"], snapshot["newest"])
    orphaned = [said.alarm_read(alarm) for alarm in snapshot["orphaned"]]
    return ShardState(
        watch=watch,
        **{name: snapshot[name] for name in _PLAIN},
        pending=said.fixes_read(watch, snapshot["pending"]),
        answers=said.answers_read(snapshot["answers"]),
        judged=said.memory_read(snapshot["judged"]),
        telling=said.memory_read(snapshot["telling"]),
        book=book,
        announced=said.announced_read(snapshot["announced"]),
        uploaded=dict(snapshot["uploaded"]),
        orphaned=(
            *orphaned,
            *(said.ended_with_control(*open_alarm, snapshot["newest"]) for open_alarm in gone),
        ),
    )


def _first_times(state: ShardState, arrivals: Arrivals) -> npt.NDArray[np.bool_]:
    """Tell which messages have not come before: in this batch, among those waiting, among those judged."""
    first: npt.NDArray[np.bool_] = first_times(arrivals.hashes, state.pending.hashes)
    old = np.nonzero(first & (arrivals.fixes.fixed_at < state.watermark))[0]
    if len(old):
        hashes = arrivals.hashes[old]
        first[old] = ~(state.judged.holds(hashes) | state.telling.holds(hashes))
    return first


def _through(state: ShardState, arrivals: Arrivals) -> tuple[ShardState, Events]:
    """Take messages in; one that is too late is judged when everything before its arrival is."""
    newest = np.maximum(np.maximum.accumulate(arrivals.fixes.received_at), state.newest)
    late = arrivals.fixes.fixed_at < np.maximum(newest - state.lateness_ms, state.watermark)
    late &= ~is_passive(state.watch, arrivals)
    events = Events(late=int(late.sum()))
    begin = 0
    for row in _worth_a_stop(state.watch, arrivals, late):
        state, more = _take_in(state, arrivals, ~late, newest, begin, row + 1)
        state, alone = _judge_alone(state, arrivals.take([row]))
        events, begin = events.then(more).then(alone), row + 1
    state, more = _take_in(state, arrivals, ~late, newest, begin, len(late))
    rest = np.setdiff1d(np.nonzero(late)[0], _worth_a_stop(state.watch, arrivals, late))
    state, quiet = _judge_alone(state, arrivals.take(rest)) if len(rest) else (state, Events())
    return state, events.then(more).then(quiet)


def _worth_a_stop(watch: Watch, arrivals: Arrivals, late: npt.NDArray[np.bool_]) -> list[int]:
    """Return the late messages that can change something: the order in which those are judged matters."""
    rows = np.nonzero(late)[0]
    return [int(row) for row in rows[telling(watch, arrivals.take(rows))]] if len(rows) else []


def _take_in(
    state: ShardState, arrivals: Arrivals, wanted: npt.NDArray[np.bool_], newest: Ints, begin: int, end: int
) -> tuple[ShardState, Events]:
    if begin == end:
        return state, Events()
    rows = begin + np.nonzero(wanted[begin:end])[0]
    whole = len(rows) == len(wanted)
    waiting = Arrivals.joined([state.pending, arrivals if whole else arrivals.take(rows)])
    return _advance(replace(state, pending=waiting, newest=int(newest[end - 1])))


def _advance(state: ShardState) -> tuple[ShardState, Events]:
    """Judge what the watermark has passed."""
    return _judge_before(state, state.newest - state.lateness_ms)


def _judge_before(state: ShardState, watermark: int, *, all_of_it: bool = False) -> tuple[ShardState, Events]:
    """Judge up to the watermark, stopping where an upload is complete; `all_of_it`: complete or not."""
    moments = due(state.watch, state.pending)[is_passive(state.watch, state.pending)]
    moments = np.minimum(moments, watermark) if all_of_it else moments[moments <= watermark]
    events = Events()
    for moment in np.unique(moments).tolist():
        state, more = _judge_up_to(state, moment)
        whole = all_of_it and moment == watermark
        state, uploaded = _judge_upload(state, ALWAYS_MS if whole else moment)
        events = events.then(more).then(uploaded)
    state, more = _judge_up_to(state, watermark)
    return state, events.then(more)


def _judge_up_to(state: ShardState, watermark: int) -> tuple[ShardState, Events]:
    """Judge what came as it happened, and everything the clock brings before the watermark."""
    if watermark <= state.watermark:
        return state, Events()
    ready = (due(state.watch, state.pending) <= watermark) & ~is_passive(state.watch, state.pending)
    now, waiting = state.pending.take(ready).in_order(), state.pending.take(~ready)
    answers = tuple(answer for answer in state.answers if answer.at < watermark)
    book, judged = judge(state.watch, state.book, now, answers, watermark)
    judged = _in_retrospect(state.watch, judged)
    left = tuple(answer for answer in state.answers if answer.at >= watermark)
    state = replace(state, watermark=watermark, pending=waiting, answers=left, book=book)
    return _remember(state, now, judged), _given_out(state.watch, now, judged)


def _judge_upload(state: ShardState, moment: int) -> tuple[ShardState, Events]:
    """Judge in order of time what passive devices brought, and by itself what an earlier upload overtook."""
    ready = is_passive(state.watch, state.pending) & (due(state.watch, state.pending) <= moment)
    now, waiting = state.pending.take(ready).in_order(), state.pending.take(~ready)
    overtaken = is_overtaken(state.uploaded, now)
    alone, now = now.take(overtaken), now.take(~overtaken)
    book, judged = judge(state.watch, state.book, now, (), NOTHING_YET)
    judged = _in_retrospect(state.watch, judged)
    known = judged_until(state.uploaded, now)
    state = _remember(replace(state, pending=waiting, book=book, uploaded=known), now, judged)
    events = _given_out(state.watch, now, judged)
    if not len(alone.row):
        return state, events
    state, more = _judge_alone(state, alone)
    return state, events.then(more)


def _in_retrospect(watch: Watch, judged: Judged) -> Judged:
    """Mark the alarms of passive controls: nobody heard of them when they happened."""
    if not watch.passive_ids:
        return judged
    alarms = (replace(a, retrospective=True) if a.control in watch.passive_ids else a for a in judged.alarms)
    return judged._replace(alarms=tuple(alarms))


def _judge_alone(state: ShardState, arrivals: Arrivals) -> tuple[ShardState, Events]:
    book, judged = judge_late(state.watch, state.book, arrivals)
    return _remember(replace(state, book=book), arrivals, judged), _given_out(state.watch, arrivals, judged)


def _remember(state: ShardState, arrivals: Arrivals, judged: Judged) -> ShardState:
    fixes = arrivals.fixes
    newest = int(np.max(np.maximum(fixes.fixed_at, fixes.received_at), initial=NOTHING_YET))
    oldest = state.watermark - REMEMBER_MS
    return replace(
        state,
        judged=state.judged.with_judged(arrivals.hashes, newest, oldest),
        telling=state.telling.with_judged(arrivals.hashes[judged.telling], newest, NOTHING_YET),
    )


def _given_out(watch: Watch, arrivals: Arrivals, judged: Judged) -> Events:
    """Return alarms and releases; what is not opened is sealed, or destroyed where the law keeps nothing."""
    pairs, fixes = judged.chosen.pair, judged.chosen.fix
    closed, kept = np.zeros(len(arrivals.row), np.bool_), np.zeros(len(arrivals.row), np.bool_)
    closed[fixes] = True
    closed[judged.opened] = False
    kept[fixes[watch.keeps[watch.pairs.control[pairs]]]] = True
    sealed = np.nonzero(closed & kept)[0]
    person = np.empty(len(arrivals.row), np.int32)
    person[fixes[::-1]] = watch.pairs.person[pairs[::-1]]
    return Events(
        alarms=judged.alarms,
        released=judged.released,
        sealed=SealedFixes(watch.persons, person[sealed], arrivals.fixes.take(sealed)),
        opened=len(judged.opened),
        destroyed=int((closed & ~kept).sum()),
        unknown_answers=judged.unknown_answers,
    )


def _ring_early(state: ShardState, events: Events) -> tuple[ShardState, Events]:
    """Add what judging the waiting messages now would give, where that has not been said."""
    if not state.provisional:
        return state, events
    waiting = state.pending.in_order()
    overtaken = is_passive(state.watch, waiting) & is_overtaken(state.uploaded, waiting)
    waiting = waiting.take(~overtaken) if overtaken.any() else waiting
    _, guess = judge(state.watch, state.book, waiting, state.answers, state.newest + 1)
    announced, alarms, released = announce(
        state.announced, events.alarms, _in_retrospect(state.watch, guess), state.newest
    )
    return replace(state, announced=announced), replace(
        events, alarms=(*events.alarms, *alarms), released_early=released
    )
