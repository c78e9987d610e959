"""Everything a shard knows, from its beginning, as JSON, and again from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from vaern.errors import InputError
from vaern.monitoring import snapshot as said
from vaern.monitoring.ahead import Ahead
from vaern.monitoring.alarm import Alarm
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import Arrivals, admit
from vaern.monitoring.book import Book
from vaern.monitoring.control import Control
from vaern.monitoring.events import EMPTY
from vaern.monitoring.identity import Memory
from vaern.monitoring.provisional import Announced
from vaern.monitoring.waiting import Waiting
from vaern.monitoring.watch import Watch

NOTHING_YET = -(1 << 60)
SNAPSHOT_VERSION = 3
_PLAIN = ("lateness_ms", "provisional", "newest", "watermark")


@dataclass(frozen=True, slots=True, eq=False)
class ShardState:
    """Everything a shard knows: messages wait in `pending` until the watermark has passed them.

    `ahead` is None until the waiting messages have been judged once more.
    """

    watch: Watch
    lateness_ms: int
    provisional: bool
    newest: int
    watermark: int
    pending: Waiting
    answers: tuple[Answer, ...]
    judged: Memory
    telling: Memory
    book: Book
    announced: Announced
    orphaned: tuple[Alarm, ...] = ()
    uploaded: Mapping[str, int] = field(default_factory=dict)
    ahead: Ahead | None = None


def start(controls: Iterable[Control], lateness_s: float = 120, *, provisional: bool = False) -> ShardState:
    """Return the state of a shard that has heard nothing; `provisional`: ring before events are final."""
    watch = Watch.over(controls)
    nobody, _ = admit(watch, EMPTY)
    return ShardState(
        watch=watch,
        lateness_ms=round(lateness_s * 1000),
        provisional=provisional,
        newest=NOTHING_YET,
        watermark=NOTHING_YET,
        pending=Waiting(nobody),
        answers=(),
        judged=Memory(),
        telling=Memory(),
        book=Book.blank(watch),
        announced=Announced(),
    )


def waiting(watch: Watch, arrivals: Arrivals) -> Waiting:
    """Return messages as a shard keeps them that has not judged them yet."""
    nobody, _ = admit(watch, EMPTY)
    return Waiting(nobody).joined_by(watch, arrivals, NOTHING_YET)


def answer(state: ShardState, answers: Sequence[Answer]) -> ShardState:
    """Queue answers; each comes out as `answered` once its time is judged."""
    return replace(state, answers=(*state.answers, *answers))


def snapshot(state: ShardState) -> dict[str, Any]:
    """Return the state as JSON; it holds positions of the working window: on disk only encrypted."""
    return {
        "version": SNAPSHOT_VERSION,
        **{name: getattr(state, name) for name in _PLAIN},
        "pending": said.fixes_said(state.pending.everything()),
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
        pending=waiting(watch, said.fixes_read(watch, snapshot["pending"])),
        answers=said.answers_read(snapshot["answers"]),
        judged=said.memory_read(snapshot["judged"]),
        telling=said.memory_read(snapshot["telling"]),
        book=book,
        announced=said.announced_read(watch, snapshot["announced"]),
        uploaded=dict(snapshot["uploaded"]),
        orphaned=(
            *orphaned,
            *(said.ended_with_control(*open_alarm, snapshot["newest"]) for open_alarm in gone),
        ),
    )
