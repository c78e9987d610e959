"""The pure engine: a state and a batch of fixes in, a state and events out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vaern.monitoring.ahead import Heard, Now, judge_all, judge_more
from vaern.monitoring.arrival import Arrivals, Mask, admit
from vaern.monitoring.events import Events, SealedFixes, told_of
from vaern.monitoring.fix import FixBatch, Ints
from vaern.monitoring.identity import first_times
from vaern.monitoring.judge import Judged, judge, judge_late, telling
from vaern.monitoring.provisional import Told, announce
from vaern.monitoring.state import NOTHING_YET, ShardState, answer, restore, snapshot, start
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.upload import is_overtaken, is_passive, judged_until
from vaern.monitoring.watch import Watch

REMEMBER_MS = 24 * 3600 * 1000
"""How long every judged message is remembered; one that told something is remembered always."""
__all__ = ["ShardState", "answer", "caught_up", "finish", "restore", "snapshot", "start", "step"]


def step(state: ShardState, batch: FixBatch, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge what `batch` (in order of arrival) and the clock make final; the old state stays usable."""
    arrivals, refused = admit(state.watch, batch)
    fresh = _first_times(state, arrivals)
    tally = replace(told_of(batch, refused, arrivals.row[~fresh]), alarms=state.orphaned)
    arrivals = arrivals if fresh.all() else arrivals.take(fresh)
    before, late = state, _is_late(state, arrivals)
    state, events = _through(replace(state, orphaned=()), arrivals, late)
    if now_ms is not None:
        state, more = _advance(replace(state, newest=max(state.newest, now_ms)))
        events = events.then(more)
    heard = Heard(arrivals.take(~late), arrivals.take(late), state.uploaded is not before.uploaded)
    return _ring_early(state, tally.then(events), heard)


def caught_up(state: ShardState) -> ShardState:
    """Return a state in which what waits has been judged early, and nothing of it is said any more."""
    return _ring_early(state, Events())[0]


def finish(state: ShardState, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge everything that is left, as of `now_ms` or the last arrival, whichever is later."""
    ends = state.newest if now_ms is None else max(state.newest, now_ms)
    ends = max([ends, state.pending.latest, *(answer.at for answer in state.answers)])
    state = replace(state, newest=ends, ahead=None)
    state, events = _judge_before(state, ends + 1, all_of_it=True)
    return _ring_early(state, events)


def _first_times(state: ShardState, arrivals: Arrivals) -> Mask:
    """Tell which messages have not come before: in this batch, among those waiting, among those judged."""
    first: Mask = first_times(arrivals.hashes, state.pending.alike(state.watch, arrivals))
    old = np.nonzero(first & (arrivals.fixes.fixed_at < state.watermark))[0]
    if len(old):
        hashes = arrivals.hashes[old]
        first[old] = ~(state.judged.holds(hashes) | state.telling.holds(hashes))
    return first


def _newest(state: ShardState, arrivals: Arrivals) -> Ints:
    """Return the latest arrival so far, at each message."""
    return np.maximum(np.maximum.accumulate(arrivals.fixes.received_at), state.newest)


def _is_late(state: ShardState, arrivals: Arrivals) -> Mask:
    watermark = np.maximum(_newest(state, arrivals) - state.lateness_ms, state.watermark)
    late: Mask = (arrivals.fixes.fixed_at < watermark) & ~is_passive(state.watch, arrivals)
    return late


def _through(state: ShardState, arrivals: Arrivals, late: Mask) -> tuple[ShardState, Events]:
    """Take messages in; one that is too late is judged when everything before its arrival is."""
    newest, events, begin = _newest(state, arrivals), Events(late=int(late.sum())), 0
    stops = _worth_a_stop(state.watch, arrivals, late)
    for row in stops:
        state, more = _take_in(state, arrivals, ~late, newest, begin, row + 1)
        state, alone = _judge_alone(state, arrivals.take([row]))
        events, begin = events.then(more).then(alone), row + 1
    state, more = _take_in(state, arrivals, ~late, newest, begin, len(late))
    rest = np.setdiff1d(np.nonzero(late)[0], stops)
    state, quiet = _judge_alone(state, arrivals.take(rest)) if len(rest) else (state, Events())
    return state, events.then(more).then(quiet)


def _worth_a_stop(watch: Watch, arrivals: Arrivals, late: Mask) -> list[int]:
    """Return the late messages that can change something: the order in which those are judged matters."""
    rows = np.nonzero(late)[0]
    return [int(row) for row in rows[telling(watch, arrivals.take(rows))]] if len(rows) else []


def _take_in(
    state: ShardState, arrivals: Arrivals, wanted: Mask, newest: Ints, begin: int, end: int
) -> tuple[ShardState, Events]:
    if begin == end:
        return state, Events()
    rows = begin + np.nonzero(wanted[begin:end])[0]
    more, last = arrivals if len(rows) == len(wanted) else arrivals.take(rows), int(newest[end - 1])
    pending = state.pending.joined_by(state.watch, more, last - state.lateness_ms)
    return _advance(replace(state, pending=pending, newest=last))


def _advance(state: ShardState) -> tuple[ShardState, Events]:
    """Judge what the watermark has passed."""
    return _judge_before(state, state.newest - state.lateness_ms)


def _judge_before(state: ShardState, watermark: int, *, all_of_it: bool = False) -> tuple[ShardState, Events]:
    """Judge up to the watermark, stopping where an upload is complete; `all_of_it`: complete or not."""
    moments = {min(end, watermark) for end in state.pending.uploads if all_of_it or end <= watermark}
    events = Events()
    for moment in sorted(moments):
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
    now, pending = state.pending.before(watermark)
    answers = tuple(answer for answer in state.answers if answer.at < watermark)
    book, judged = judge(state.watch, state.book, now, answers, watermark)
    judged = _in_retrospect(state.watch, judged)
    left = tuple(answer for answer in state.answers if answer.at >= watermark)
    state = replace(state, watermark=watermark, pending=pending, answers=left, book=book)
    return _remember(state, now, judged), _given_out(state.watch, now, judged)


def _judge_upload(state: ShardState, moment: int) -> tuple[ShardState, Events]:
    """Judge in order of time what passive devices brought, and by itself what an earlier upload overtook."""
    now, pending = state.pending.uploaded(moment)
    overtaken = is_overtaken(state.uploaded, now)
    alone, now = now.take(overtaken), now.take(~overtaken)
    book, judged = judge(state.watch, state.book, now, (), NOTHING_YET)
    judged = _in_retrospect(state.watch, judged)
    known = judged_until(state.uploaded, now)
    state = _remember(replace(state, pending=pending, book=book, uploaded=known), now, judged)
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


def _ring_early(state: ShardState, events: Events, heard: Heard | None = None) -> tuple[ShardState, Events]:
    """Add what judging the waiting messages now would give, where that has not been said."""
    if not state.provisional:
        return replace(state, ahead=None), events
    now = Now(state.watch, state.book, state.pending, state.uploaded, state.answers, state.newest)
    if state.ahead is None or heard is None:
        ahead, guess, anew = *judge_all(now), None
    else:
        ahead, guess, anew = judge_more(now, state.ahead, heard)
    guess = _in_retrospect(state.watch, guess)
    announced, alarms, released = announce(
        state.watch, state.announced, anew,
        Told(events.alarms, events.released), Told(guess.alarms, guess.released), state.newest,
    )  # fmt: skip
    events = replace(events, alarms=(*events.alarms, *alarms), released_early=released)
    return replace(state, announced=announced, ahead=ahead), events
