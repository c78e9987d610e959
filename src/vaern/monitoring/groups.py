"""Which devices are judged together: whatever shares a control, or a device, with another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vaern.monitoring.columns import Pairs
from vaern.monitoring.fix import Codes


class Groups(NamedTuple):
    """The group of each device by its code, at last that of all strangers; and of each pair."""

    of_device: Codes
    of_pair: Codes

    @classmethod
    def of(cls, pairs: Pairs, devices: int) -> Groups:
        """Return the groups, each numbered as its first device is."""
        group = np.arange(devices + 1, dtype=np.int32)
        of_control = np.full(int(pairs.control.max(initial=-1)) + 1, devices, np.int32)
        while True:
            np.minimum.at(of_control, pairs.control, group[pairs.device])
            wider = group.copy()
            np.minimum.at(wider, pairs.device, of_control[pairs.control])
            if (wider == group).all():
                return cls(group, group[pairs.device])
            group = wider
