"""Passive control: a day's positions come together, and are judged together once they have arrived."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from vaern.monitoring.arrival import Arrivals
from vaern.monitoring.fix import Ints
from vaern.monitoring.watch import Watch

SLOT_MS = 600_000
"""What arrives within one slot of ten minutes is one upload, in whatever order it comes."""


def is_passive(watch: Watch, arrivals: Arrivals) -> npt.NDArray[np.bool_]:
    """Return which messages are of devices that stand under passive control alone."""
    mask: npt.NDArray[np.bool_] = watch.passive[arrivals.device]
    return mask


def upload_ends(arrivals: Arrivals) -> Ints:
    """Return the watermark at which the upload that a message came in is complete."""
    return (arrivals.fixes.received_at // SLOT_MS + 1) * SLOT_MS


def is_overtaken(judged_until: Mapping[str, int], arrivals: Arrivals) -> npt.NDArray[np.bool_]:
    """Return which messages are older than what earlier uploads of their device have brought."""
    fixes = arrivals.fixes
    until = np.array([judged_until.get(device, -1) for device in fixes.devices], np.int64)
    return fixes.fixed_at < until[fixes.device] if len(fixes) else np.empty(0, np.bool_)


def judged_until(before: Mapping[str, int], arrivals: Arrivals) -> dict[str, int]:
    """Return up to when each device has been judged, after an upload."""
    fixes, now = arrivals.fixes, dict(before)
    for code in np.unique(fixes.device).tolist():
        newest = int(fixes.fixed_at[fixes.device == code].max())
        now[fixes.devices[code]] = max(newest, now.get(fixes.devices[code], newest))
    return now
