"""Conditions that open a respondent's positions while they last: hybrid control gone over to active.

An alarm that nobody has answered is not a condition: see `devices` for what is known of tampering.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vaern.monitoring.devices import TAMPER
from vaern.monitoring.distance import Disclosed
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.kernel import Entries
from vaern.monitoring.sheet import Condition, Key, Sheet
from vaern.monitoring.silence import KIND as SILENCE
from vaern.monitoring.switches import RADIO
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.watch import Watch

_LASTING = (SILENCE, RADIO)


def disclosed_by_conditions(
    sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries
) -> Iterator[Disclosed]:
    """Yield the respondents' positions taken while a condition lasted that their law names."""
    lasting = [condition for condition in _conditions(sheet) if _opens(watch, condition.key)]
    if not lasting:
        return
    placed = np.nonzero(~np.isnan(fixes.lat[chosen.fix]))[0]
    placed = placed[np.argsort(chosen.pair[placed], kind="stable")]
    pair, fix = chosen.pair[placed], chosen.fix[placed]
    for condition in sorted(lasting, key=lambda condition: (condition.begins, condition.key)):
        control = int(watch.pairs.control[condition.key.pair])
        for his in watch.pairs_of(control, protected=False):
            first, last = np.searchsorted(pair, [his, his + 1])
            at = fixes.fixed_at[fix[first:last]]
            begin, end = np.searchsorted(at, [condition.begins, condition.ends])
            for row in fix[first + begin : first + end].tolist():
                if condition.key.kind == RADIO and not watch.stretch(control, int(fixes.fixed_at[row])):
                    continue
                yield Disclosed(condition.name, control, row)


def disclosed_late(sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries) -> Iterator[Disclosed]:
    """Yield positions that came too late and were taken while a signal was lost, or a beacon was heard."""
    known = [key for key in {*sheet.open, *sheet.past} if key.kind in _LASTING and _opens(watch, key)]
    if not known:
        return
    controls = np.unique(watch.pairs.control[[key.pair for key in known]])
    his = ~np.isnan(fixes.lat[chosen.fix]) & ~watch.pairs.protected[chosen.pair]
    for entry in np.nonzero(his & np.isin(watch.pairs.control[chosen.pair], controls))[0].tolist():
        fix, control = int(chosen.fix[entry]), int(watch.pairs.control[chosen.pair[entry]])
        at = int(fixes.fixed_at[fix])
        for key in _late_keys(watch, control):
            name = sheet.covering(key, at) if _opens(watch, key) else None
            if name is not None and (key.kind != RADIO or _is_heard(sheet, watch, key, at)):
                yield Disclosed(name, control, fix)
                break


def _is_heard(sheet: Sheet, watch: Watch, key: Key, at: int) -> bool:
    """Return whether a beacon counts at a moment: her device is not silent, and no contact is permitted."""
    silent = sheet.covering(Key(SILENCE, key.pair), at) is not None
    return not silent and watch.stretch(int(watch.pairs.control[key.pair]), at) is not None


def _late_keys(watch: Watch, control: int) -> Iterator[Key]:
    yield from (Key(RADIO, pair) for pair in watch.pairs_of(control, protected=True))
    yield from (Key(SILENCE, pair) for pair in watch.pairs_of(control, protected=False))


def _conditions(sheet: Sheet) -> Iterator[Condition]:
    """Yield every condition of this pass; a beacon counts only while the device that hears it is heard."""
    yield from (condition for condition in sheet.conditions if condition.key.kind == TAMPER)
    spans = [(key, gone.begun, gone.ended, gone.name) for key, gone in sheet.ended if key.kind in _LASTING]
    spans += [
        (key, episode.begun, ALWAYS_MS, episode.name)
        for key, episode in sheet.open.items()
        if key.kind in _LASTING
    ]
    lost = [Condition(*span) for span in spans if span[0].kind == SILENCE]
    yield from lost
    for heard in (Condition(*span) for span in spans if span[0].kind == RADIO):
        yield from _without(heard, [gap for gap in lost if gap.key.pair == heard.key.pair])


def _without(whole: Condition, gaps: list[Condition]) -> Iterator[Condition]:
    begins = whole.begins
    for gap in sorted(gaps, key=lambda gap: gap.begins):
        if begins < gap.begins < whole.ends:
            yield whole._replace(begins=begins, ends=gap.begins)
        begins = max(begins, gap.ends)
    if begins < whole.ends:
        yield whole._replace(begins=begins)


def _opens(watch: Watch, key: Key) -> bool:
    rules = watch.controls[watch.pairs.control[key.pair]].rules
    if key.kind == RADIO:
        return RADIO in rules.released
    return key.kind in rules.followed_while and not watch.pairs.protected[key.pair]
