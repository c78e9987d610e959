"""What devices say of themselves: tampering, a low battery, and the button, which is never refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import BUTTON
from vaern.monitoring.fix import EVENTS, FixBatch
from vaern.monitoring.kernel import Entries
from vaern.monitoring.sheet import Episode, Key, Name, Sheet
from vaern.monitoring.silence import told_of_device
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.watch import Watch

TAMPERING = ("strap_cut", "case_opened", "not_worn", "separated", "jamming")
BUTTON_KIND = "assault_button"
ENDED_BY_ANSWER = ("tamper", BUTTON_KIND)
_TAMPER_CODES = [EVENTS.index(event) for event in TAMPERING]


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


def judge_batteries(sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries) -> None:
    """Raise a battery that went low and clear one that was charged, at the message that first says so."""
    limit = np.array([np.nan if c.battery_low_pct is None else c.battery_low_pct for c in watch.controls])
    level = fixes.battery_pct[chosen.fix]
    telling = np.nonzero(~np.isnan(level - limit[watch.pairs.control[chosen.pair]]))[0]
    telling = telling[np.argsort(chosen.pair[telling], kind="stable")]
    pair = chosen.pair[telling]
    low = level[telling] <= limit[watch.pairs.control[pair]]
    turns = (np.diff(pair, prepend=-1) != 0) | (np.diff(low, prepend=False) != 0)
    for row in np.nonzero(turns)[0].tolist():
        key, at = Key("battery_low", int(pair[row])), int(fixes.fixed_at[chosen.fix[telling[row]]])
        order, told = _order(watch, key.pair), told_of_device(watch, key.pair)
        if low[row] and key not in sheet.open:
            name = Name(watch.controls[order[0]].id, order[2], key.kind)
            episode = Episode(name, at, int(watch.pairs.ends[key.pair]))
            sheet.begin(key, episode, order, because="battery_low", **told)
        elif not low[row] and key in sheet.open:
            sheet.end(key, at, order, because="battery_charged", **told)


def expire_devices(sheet: Sheet, watch: Watch, horizon: int) -> None:
    """Close a low battery when its control has ended; tampering and the button end only by an answer."""
    for key in [key for key in sheet.open if key.kind == "battery_low"]:
        if sheet.open[key].until < horizon:
            told = told_of_device(watch, key.pair)
            sheet.end(key, sheet.open[key].until, _order(watch, key.pair), because="control_ended", **told)


def _tampering(watch: Watch, fixes: FixBatch, chosen: Entries) -> Iterator[Said]:
    event = fixes.event[chosen.fix]
    for entry in np.nonzero(np.isin(event, _TAMPER_CODES))[0].tolist():
        fix, pair = int(chosen.fix[entry]), int(chosen.pair[entry])
        device = fixes.devices[fixes.device[fix]]
        yield Said(int(fixes.fixed_at[fix]), "tamper", pair, device, EVENTS[event[entry]])


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
    order = _order(watch, message.pair) if message.pair >= 0 else (-1, -1, message.device)
    told = {} if pressed else told_of_device(watch, message.pair)
    episode = sheet.open.get(key)
    if episode is None:
        control = watch.controls[order[0]].id if message.pair >= 0 else None
        name = sheet.number_now(Name(control, message.device, message.kind))
        first = Episode(name, message.at, ALWAYS_MS, because=(message.because,))
        sheet.begin(key, first, order, because=message.because, **told)
    elif pressed or message.because not in episode.because:
        more = replace(episode, because=tuple(sorted({*episode.because, message.because})))
        sheet.rise(key, more, message.at, order, because=message.because, **told)


def _answered(sheet: Sheet, watch: Watch, answer: Answer) -> list[Answer]:
    for key, episode in sheet.open.items():
        if key.kind in ENDED_BY_ANSWER and str(episode.name) == answer.alarm and episode.begun <= answer.at:
            ids = [control.id for control in watch.controls]
            control = ids.index(episode.name.control) if episode.name.control else -1
            said = {"by": answer.by, "finding": answer.finding, "because": "answered"}
            sheet.end(key, answer.at, (control, -1, episode.name.place), "answered", **said)
            return []
    return [answer]


def button_of(device: str) -> Key:
    """Return what stands for the button of a device."""
    return Key(BUTTON_KIND, -1, -1, device)


def _order(watch: Watch, pair: int) -> tuple[int, int, str]:
    return int(watch.pairs.control[pair]), -1, watch.devices[watch.pairs.device[pair]]
