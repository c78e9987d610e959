"""A margin is no dial for watching: what was in force stays what it was."""

from __future__ import annotations

from collections.abc import Sequence

from vaern.errors import InputError
from vaern.monitoring.terms import Control, Zone


def refuse_backdated(before: Sequence[Control], after: Sequence[Control], now_ms: int) -> None:
    """Refuse controls that give a zone known before another margin in the past than it had.

    InputError with a JSON pointer; `now_ms` is the moment at which `after` replaces `before`.
    """
    known = {(control.id, zone.id): zone for control in before for zone in control.zones}
    for row, control in enumerate(after):
        for number, zone in enumerate(control.zones):
            old = known.get((control.id, zone.id))
            if old is not None and _is_rewritten(old, zone, control.valid.begins, now_ms):
                raise InputError(
                    "this margin is backdated: it would change what was in force before it was set",
                    f"/controls/{row}/zones/{number}/margin_m",
                    "the history as it was, and a margin from now on",
                )


def _is_rewritten(old: Zone, new: Zone, begins: int, now_ms: int) -> bool:
    changes = {margin.begins for zone in (old, new) for margin in zone.margins}
    moments = [begins, *(at for at in changes if begins < at < now_ms)]
    return begins < now_ms and any(old.margin_at(at) != new.margin_at(at) for at in moments)
