"""Alarms that are switched on and off: a low battery, a jump, a frozen position, a beacon heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import EVENTS, FixBatch
from vaern.monitoring.kernel import Entries
from vaern.monitoring.sheet import Episode, Key, Name, Sheet
from vaern.monitoring.silence import told_of_device
from vaern.monitoring.track import FROZEN, JUMPED, SATELLITE, Marks
from vaern.monitoring.watch import Watch

BATTERY_RISE_PCT = 5.0
"""A battery is charged when it stands so far above the limit: one that trembles about it rings once."""
RADIO = "radio_near"
_NEAR, _LOST = EVENTS.index("radio_near"), EVENTS.index("radio_lost")
Mask = npt.NDArray[np.bool_]


class Switch(NamedTuple):
    """Which entries say that an alarm of a kind is on or off, and the words for both."""

    kind: str
    speaks: Mask
    on: Mask
    words: tuple[str, str]


def judge_switches(sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries, marks: Marks) -> None:
    """Raise what was switched on and clear what was switched off, at the message that first says so."""
    ringing = {key.kind for key in sheet.open}
    for switch in _switches(watch, fixes, chosen, marks):
        if switch.kind not in ringing and not switch.on.any():
            continue
        already = [key.pair for key in sheet.open if key.kind == switch.kind]
        for pair, at, on in _turns(switch, fixes, chosen, already):
            turn(sheet, watch, Key(switch.kind, pair), at, on, switch.words)


def judge_late_radio(sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries) -> None:
    """Write a beacon heard that is told too late: an alarm of its own, over at once, unless one covers it."""
    for entry in np.nonzero(fixes.event[chosen.fix] == _NEAR)[0].tolist():
        key, at = Key(RADIO, int(chosen.pair[entry])), int(fixes.fixed_at[chosen.fix[entry]])
        if watch.pairs.protected[key.pair] and sheet.covering(key, at) is None:
            later = sheet.open.pop(key, None)
            turn(sheet, watch, key, at, True, ("radio_near", ""))
            turn(sheet, watch, key, at, False, ("", "late_fix"))
            if later is not None:
                sheet.open[key] = later


def turn(sheet: Sheet, watch: Watch, key: Key, at: int, on: bool, words: tuple[str, str]) -> None:
    """Bring one alarm to where a message says it is."""
    if on == (key in sheet.open):
        return
    control, device = int(watch.pairs.control[key.pair]), watch.devices[watch.pairs.device[key.pair]]
    order, said = (control, -1, device), _said(watch, key)
    if on:
        name = Name(watch.controls[control].id, device, key.kind)
        sheet.begin(key, Episode(name, at, int(watch.pairs.ends[key.pair])), order, because=words[0], **said)
    else:
        sheet.end(key, at, order, because=words[1], **said)


def expire_switches(sheet: Sheet, watch: Watch, horizon: int) -> None:
    """Close what is still on when its control, or her consent, has ended."""
    for key in [key for key in sheet.open if key.kind in KINDS and sheet.open[key].until < horizon]:
        turn(sheet, watch, key, sheet.open[key].until, False, ("", "control_ended"))


def _switches(watch: Watch, fixes: FixBatch, chosen: Entries, marks: Marks) -> Iterator[Switch]:
    low, high = _battery(watch, fixes, chosen)
    yield Switch("battery_low", low | high, low, ("battery_low", "battery_charged"))
    placed = ~np.isnan(fixes.lat[chosen.fix])
    jumped = marks == JUMPED
    yield Switch("jump", placed, jumped, ("impossible_speed", "positions_agree"))
    trusted = placed & ~jumped & (fixes.source[chosen.fix] == SATELLITE)
    yield Switch("frozen", trusted, marks == FROZEN, ("position_frozen", "position_moved"))
    event, protected = fixes.event[chosen.fix], watch.pairs.protected[chosen.pair]
    near, lost = (event == _NEAR) & protected, (event == _LOST) & protected
    yield Switch(RADIO, near | lost, near, ("radio_near", "radio_lost"))


KINDS = ("battery_low", "jump", "frozen", RADIO)


def _battery(watch: Watch, fixes: FixBatch, chosen: Entries) -> tuple[Mask, Mask]:
    """Return which entries tell of a battery gone low, and which of one charged."""
    limit = watch.battery_low_pct[watch.pairs.control[chosen.pair]]
    over = fixes.battery_pct[chosen.fix] - limit
    return over <= 0, over >= np.minimum(BATTERY_RISE_PCT, 100 - limit)


def _turns(
    switch: Switch, fixes: FixBatch, chosen: Entries, already: list[int]
) -> Iterator[tuple[int, int, bool]]:
    """Yield (pair, time, on) where a switch changes; it is on for the pairs in `already`."""
    speaks = np.nonzero(switch.speaks)[0]
    order = speaks[np.argsort(chosen.pair[speaks], kind="stable")]
    pair, on = chosen.pair[order], switch.on[order]
    opens = np.diff(pair, prepend=-1) != 0
    changes = on != np.where(opens, np.isin(pair, already), np.roll(on, 1))
    for row in np.nonzero(changes)[0].tolist():
        yield int(pair[row]), int(fixes.fixed_at[chosen.fix[order[row]]]), bool(on[row])


def _said(watch: Watch, key: Key) -> dict[str, Any]:
    """A beacon heard is no breach, and she always hears of it; the rest are failures of a device."""
    if key.kind == RADIO:
        return {"contrary_to_order": "no", "notify": ("control_room", "protected_person")}
    return told_of_device(watch, key.pair)
