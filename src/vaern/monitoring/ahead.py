"""The book as it stands when every waiting message is judged: what rings before it is final.

Judging in steps gives what judging at once gives, as long as nothing comes before what its group has been
judged to. So a step judges what it brings and what the clock brings; a group of which that does not hold goes
back to where the final book stands, and its waiting messages are judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import Arrivals
from vaern.monitoring.book import Book
from vaern.monitoring.fix import Ints
from vaern.monitoring.judge import Judged, judge
from vaern.monitoring.track import NEVER
from vaern.monitoring.upload import is_overtaken, is_passive
from vaern.monitoring.waiting import Waiting
from vaern.monitoring.watch import Watch

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """The book, up to which moment each group has been judged, and the clock when it last was."""

    book: Book
    judged_to: Ints
    newest: int


class Now(NamedTuple):
    """Where a shard stands once a step has made final what it could."""

    watch: Watch
    book: Book
    pending: Waiting
    uploaded: Mapping[str, int]
    answers: Sequence[Answer]
    newest: int


class Heard(NamedTuple):
    """What a step has brought: messages in time, messages too late, whether an upload was completed."""

    in_time: Arrivals
    late: Arrivals
    upload: bool


def judge_all(now: Now) -> tuple[Ahead, Judged]:
    """Judge every waiting message, and everything the clock brings, from the final book on."""
    watch, horizon = now.watch, now.newest + 1
    waiting = _waiting(now, now.pending.everything()).in_order()
    due = now.book.due_before(watch, horizon)
    book, guess = judge(watch, now.book, waiting, now.answers, horizon)
    never = np.full(len(watch.groups.of_device), NEVER, np.int64)
    return Ahead(book, _judged_to(now, never, waiting, guess, due), now.newest), guess


def judge_more(now: Now, ahead: Ahead, heard: Heard) -> tuple[Ahead, Judged, set[int]]:
    """Judge what a step brings and, of the groups it returns, every waiting message again."""
    watch, horizon = now.watch, now.newest + 1
    anew, book, judged_to, more = _anew(now, ahead, heard), ahead.book, ahead.judged_to.copy(), heard.in_time
    if anew.any():
        of_device = anew[watch.groups.of_device]
        again = _waiting(now, now.pending.of_devices(of_device))
        more = Arrivals.joined([more.take(~of_device[more.device]), again])
        book, judged_to[anew] = book.set_back(watch, anew, now.book), NEVER
    more, due = more.in_order(), book.due_before(watch, horizon)
    book, guess = judge(watch, book, more, now.answers, horizon)
    judged_to = _judged_to(now, judged_to, more, guess, due)
    return Ahead(book, judged_to, now.newest), guess, set(np.nonzero(anew)[0].tolist())


def _anew(now: Now, ahead: Ahead, heard: Heard) -> Mask:
    """Tell which groups are to be judged again from the final book on."""
    watch, of_device = now.watch, now.watch.groups.of_device
    anew, group = np.zeros(len(of_device), np.bool_), of_device[heard.in_time.device]
    is_early = heard.in_time.fixes.fixed_at <= ahead.judged_to[group]
    anew[group[is_early | is_passive(watch, heard.in_time)]] = True
    anew[of_device[heard.late.device]] = True
    if heard.upload:
        anew[of_device[watch.passive]] = True
    due = np.fromiter(ahead.book.due_before(watch, now.newest + 1), np.intp)
    anew[due[ahead.judged_to[due] > ahead.newest]] = True
    for answer in now.answers:
        anew[list(_spoken_of(watch, answer.alarm))] = True
    return anew


def _judged_to(now: Now, before: Ints, judged: Arrivals, guess: Judged, due: Iterable[int]) -> Ints:
    """Return up to when each group has been judged, by messages in order and by the clock.

    The clock forgets crossings of a zone without an alarm: where it may have, it counts up to now.
    """
    groups = now.watch.groups.of_device
    before[groups[judged.device]] = judged.fixes.fixed_at
    for group in due:
        before[group] = max(before[group], now.newest)
    for alarm in guess.alarms:
        group = now.watch.group_of(alarm.device)
        before[group] = max(before[group], alarm.at, now.newest if alarm.kind == "zone" else NEVER)
    return before


def _waiting(now: Now, arrivals: Arrivals) -> Arrivals:
    """Return messages but for those of passive devices that an earlier upload has overtaken."""
    passive = is_passive(now.watch, arrivals)
    if not passive.any():
        return arrivals
    return arrivals.take(~(passive & is_overtaken(now.uploaded, arrivals)))


def _spoken_of(watch: Watch, alarm: str) -> Iterator[int]:
    """Yield the groups that an alarm with this id may belong to."""
    words = alarm.split("/")
    yield watch.group_of("/".join(words[1:-2]))
    for length in range(1, len(words)):
        pairs = np.nonzero(watch.pairs.control == watch.number_of("/".join(words[:length])))[0]
        yield from watch.groups.of_pair[pairs].tolist()
