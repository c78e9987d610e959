"""Lost signals: a device that has said nothing for longer than its control allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from vaern.monitoring.fix import EVENTS, Codes, FixBatch, Floats, Indices, Ints
from vaern.monitoring.kernel import Entries
from vaern.monitoring.sheet import Episode, Key, Name, Sheet
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.watch import Watch

KIND = "signal_lost"
ANNOUNCED = tuple(EVENTS.index(event) for event in ("power_off", "planned_off", "removed"))
"""What a device says last of all: unless the authority has planned it, the signal is lost from then on."""


_UNHEARD = -1


def never_heard(watch: Watch) -> Ints:
    """Return until when each pair's silence means nothing: it counts from the control's beginning."""
    until: Ints = watch.pairs.begins + watch.pairs.allowed_ms
    return until


def silent(watch: Watch, excused: Ints, horizon: int) -> Indices:
    """Return the pairs whose silence may no longer be allowed at the horizon."""
    return np.nonzero((excused + watch.behind_ms < horizon) & (excused <= watch.pairs.ends))[0]


def judge_silence(
    sheet: Sheet, watch: Watch, excused: Ints, fixes: FixBatch, chosen: Entries, horizon: int
) -> Ints:
    """Raise what fell silent, clear what spoke again; `excused` says until when each pair may be silent.

    Time is event time: a device that sends an old position again and again says nothing new, and is silent.
    """
    lost = np.array([key.pair for key in sheet.open if key.kind == KIND], np.int64)
    newer, latest = excused.copy(), np.full(len(excused), _UNHEARD, np.int8)
    entry, before, last = _heard(
        newer, latest, lost, *chosen, fixes.fixed_at, fixes.event, fixes.next_s, watch.pairs.allowed_ms
    )
    order = np.argsort(chosen.pair[entry], kind="stable")
    entry, before, last = entry[order], before[order], last[order]
    pair, at = chosen.pair[entry], fixes.fixed_at[chosen.fix[entry]]
    columns = (pair.tolist(), before.tolist(), at.tolist(), last.tolist())
    for heard in zip(*columns, strict=True):
        _spoke(sheet, watch, *heard)
    off = np.nonzero(np.isin(latest, ANNOUNCED))[0]
    last_words = dict(zip(off.tolist(), latest[off].tolist(), strict=True))
    _at_horizon(sheet, watch, newer, horizon, last_words)
    return newer


@njit(cache=True)
def _heard(
    until: Ints, latest: npt.NDArray[np.int8], lost: Ints,
    entry_fix: Codes, entry_pair: Codes, fixed_at: Ints, event: Codes, next_s: Floats, allowed_ms: Ints,
) -> tuple[Indices, Ints, Codes]:  # fmt: skip
    """Take what was heard, in order of time, into `until` and `latest`, each pair's last message (its event).

    Return the entries that broke a silence, until when it was allowed, and what the one before had said. A
    device that reports by distance says when it is due; one that says it goes off is allowed no silence.
    """
    silent = np.zeros(len(until), np.bool_)
    for pair in lost:
        silent[pair] = True
    entries = np.empty(len(entry_fix), np.intp)
    before, last = np.empty(len(entry_fix), np.int64), np.empty(len(entry_fix), np.int32)
    found = 0
    for entry in range(len(entry_fix)):
        pair, fix = entry_pair[entry], entry_fix[entry]
        at, opens = fixed_at[fix], latest[pair] == _UNHEARD
        if at > until[pair] or (opens and silent[pair]):
            entries[found], before[found] = entry, until[pair]
            last[found] = 0 if opens else latest[pair]
            found += 1
        longest_ms = allowed_ms[pair]
        if next_s[fix] * 1000 > longest_ms:
            longest_ms = np.int64(next_s[fix] * 1000)
        latest[pair] = event[fix]
        until[pair] = at if event[fix] in ANNOUNCED else at + longest_ms
    return entries[:found], before[:found], last[:found]


def _spoke(sheet: Sheet, watch: Watch, pair: int, before: int, at: int, last: int) -> None:
    key = Key(KIND, pair)
    if key not in sheet.open:
        lost_at = _excused_until(watch, pair, before)
        if lost_at >= at:
            return
        _begin(sheet, watch, key, lost_at, last if lost_at == before else 0)
    _end(sheet, watch, key, max(at, sheet.open[key].begun), "signal_again")


def _at_horizon(
    sheet: Sheet, watch: Watch, excused: Ints, horizon: int, last_words: Mapping[int, int]
) -> None:
    """Raise what is silent at the horizon, clear what has ended; `excused` ends up past it."""
    pairs, behind_ms = watch.pairs, watch.behind_ms
    for pair in silent(watch, excused, horizon).tolist():
        until = int(excused[pair])
        excused[pair] = lost_at = _excused_until(watch, pair, until)
        if lost_at + behind_ms[pair] < horizon and lost_at <= pairs.ends[pair]:
            last = last_words.get(pair, 0) if lost_at == until else 0
            _begin(sheet, watch, Key(KIND, pair), lost_at, last)
            excused[pair] = ALWAYS_MS
    ended = pairs.ends + behind_ms < horizon
    for key in [key for key in sheet.open if key.kind == KIND and ended[key.pair]]:
        _end(sheet, watch, key, int(pairs.ends[key.pair]), "control_ended")
    excused[ended] = ALWAYS_MS


def _excused_until(watch: Watch, pair: int, until: int) -> int:
    """Return when silence counts, after silence that the authority has planned: his, never hers."""
    if watch.pairs.protected[pair]:
        return until
    planned = watch.controls[watch.pairs.control[pair]].planned_silence
    for span in sorted(planned, key=lambda span: span.begins):
        if span.begins <= until <= span.ends:
            until = min(ALWAYS_MS, span.ends + int(watch.pairs.allowed_ms[pair]))
    return until


def _begin(sheet: Sheet, watch: Watch, key: Key, at: int, last: int) -> None:
    because = EVENTS[last] if last in ANNOUNCED else "no_signal"
    control, _, device = order = _order(watch, key.pair)
    name = Name(watch.controls[control].id, device, KIND)
    sheet.begin(key, Episode(name, at, ALWAYS_MS), order, because=because, **told_of_device(watch, key.pair))


def _end(sheet: Sheet, watch: Watch, key: Key, at: int, because: str) -> None:
    sheet.end(key, at, _order(watch, key.pair), because=because, **told_of_device(watch, key.pair))


def _order(watch: Watch, pair: int) -> tuple[int, int, str]:
    return int(watch.pairs.control[pair]), -1, watch.devices[watch.pairs.device[pair]]


def told_of_device(watch: Watch, pair: int) -> dict[str, Any]:
    """Return who hears of a failing device: she of her own always, of his if a person decides so."""
    if watch.pairs.protected[pair]:
        return {"notify": ("control_room", "protected_person")}
    if not watch.controls[watch.pairs.control[pair]].protects_somebody:
        return {"notify": ("control_room",)}
    return {"notify": ("control_room",), "may_notify": ("protected_person",)}
