"""What devices say of themselves: tampering, and the button, which is never refused.

An alarm of tampering stands until a person answers it. What it tells of, the *condition*, is known for as
long as any report is taken for the present (`signal_lost_after_s`: a device that stays tampered with says so
again), and ends at once when the device is fitted or tested anew, or a person answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import BUTTON
from vaern.monitoring.fix import EVENTS, FixBatch
from vaern.monitoring.kernel import Entries
from vaern.monitoring.sheet import Condition, Episode, Key, Name, Sheet
from vaern.monitoring.silence import told_of_device
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.watch import Watch

TAMPERING = ("strap_cut", "case_opened", "not_worn", "separated", "jamming")
BUTTON_KIND = "assault_button"
TAMPER = "tamper"
ENDED_BY_ANSWER = ("tamper", BUTTON_KIND)
IN_ORDER = ("installed", "maintenance", "self_test")
"""What a device reports once it is fitted or tested anew: the condition is over, the alarm is not."""
_CODES = [EVENTS.index(event) for event in (*TAMPERING, *IN_ORDER)]


class Said(NamedTuple):
    """A message that a device's own state hangs on; `pair` is -1 where no control knows the device."""

    at: int
    kind: str
    pair: int
    device: str
    because: str


def judge_devices(
    sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries, answers: Sequence[Answer]
) -> list[Answer]:
    """Raise what devices report and end what a person answered; return the answers that belong elsewhere."""
    said = sorted([*_tampering(watch, fixes, chosen), *_pressed(watch, fixes, chosen)])
    left: list[Answer] = []
    waiting = sorted(answers)
    for message in said:
        while waiting and waiting[0].at < message.at:
            left += _answered(sheet, watch, waiting.pop(0))
        _judge(sheet, watch, message)
    for answer in waiting:
        left += _answered(sheet, watch, answer)
    return left


def _tampering(watch: Watch, fixes: FixBatch, chosen: Entries) -> Iterator[Said]:
    event = fixes.event[chosen.fix]
    for entry in np.nonzero(np.isin(event, _CODES))[0].tolist():
        fix, pair = int(chosen.fix[entry]), int(chosen.pair[entry])
        device = fixes.devices[fixes.device[fix]]
        yield Said(int(fixes.fixed_at[fix]), TAMPER, pair, device, EVENTS[event[entry]])


def _pressed(watch: Watch, fixes: FixBatch, chosen: Entries) -> Iterator[Said]:
    """Yield each press once, however many controls know the device or none."""
    for fix in np.nonzero(fixes.event == BUTTON)[0].tolist():
        pairs = chosen.pair[chosen.fix == fix]
        hers = pairs[watch.pairs.protected[pairs]]
        first = [*hers.tolist(), *pairs.tolist(), -1][0]
        yield Said(int(fixes.fixed_at[fix]), BUTTON_KIND, first, fixes.devices[fixes.device[fix]], "button")


def _judge(sheet: Sheet, watch: Watch, message: Said) -> None:
    pressed = message.kind == BUTTON_KIND
    key = button_of(message.device) if pressed else Key(message.kind, message.pair)
    if message.because in IN_ORDER:
        _in_order(sheet, key, message.at)
        return
    order = _order(watch, message.pair) if message.pair >= 0 else (-1, -1, message.device)
    told = {} if pressed else told_of_device(watch, message.pair)
    episode = sheet.open.get(key)
    if episode is None:
        control = watch.controls[order[0]].id if message.pair >= 0 else None
        name = sheet.number_now(Name(control, message.device, message.kind))
        sheet.begin(
            key, Episode(name, message.at, ALWAYS_MS, because=(message.because,)), order,
            because=message.because, **told,
        )  # fmt: skip
    elif pressed or message.because not in episode.because:
        more = episode._replace(because=tuple(sorted({*episode.because, message.because})))
        sheet.rise(key, more, message.at, order, because=message.because, **told)
    if not pressed:
        _begin_condition(sheet, key, message.at, int(watch.pairs.allowed_ms[message.pair]))


def _begin_condition(sheet: Sheet, key: Key, at: int, known_ms: int) -> None:
    """Note that tampering is known from a report on; `until` of the alarm is when it no longer is."""
    episode = sheet.open[key]
    if sheet.conditions and sheet.conditions[-1].key == key and sheet.conditions[-1].ends >= at:
        sheet.conditions[-1] = sheet.conditions[-1]._replace(ends=at + known_ms)
    else:
        sheet.conditions.append(Condition(key, at, at + known_ms, episode.name))
    sheet.open[key] = episode.lasting(at + known_ms)


def _in_order(sheet: Sheet, key: Key, at: int) -> None:
    """End what is known of tampering, not the alarm."""
    episode = sheet.open.get(key)
    if episode and episode.until > at:
        sheet.open[key] = episode.lasting(at)
        sheet.conditions[:] = [
            c._replace(ends=min(c.ends, at)) if c.key == key else c for c in sheet.conditions
        ]


def _answered(sheet: Sheet, watch: Watch, answer: Answer) -> list[Answer]:
    for key, episode in sheet.open.items():
        if key.kind in ENDED_BY_ANSWER and str(episode.name) == answer.alarm and episode.begun <= answer.at:
            control = watch.number_of(episode.name.control) if episode.name.control else -1
            said = {"by": answer.by, "finding": answer.finding, "because": "answered"}
            _in_order(sheet, key, answer.at)
            sheet.end(key, answer.at, (control, -1, episode.name.place), "answered", **said)
            return []
    return [answer]


def button_of(device: str) -> Key:
    """Return what stands for the button of a device."""
    return Key(BUTTON_KIND, -1, -1, device)


def _order(watch: Watch, pair: int) -> tuple[int, int, str]:
    return int(watch.pairs.control[pair]), -1, watch.devices[watch.pairs.device[pair]]
