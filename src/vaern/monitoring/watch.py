"""Everything a shard watches: controls laid out in columns, and their terms for what tells something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from vaern.monitoring.columns import About, Pairs, Parties, Pieces, Shapes
from vaern.monitoring.fix import Codes, Floats, Ints
from vaern.monitoring.groups import Groups
from vaern.monitoring.kept import Kept, Watched, remember
from vaern.monitoring.layout import Layout
from vaern.monitoring.stretches import forbids, without
from vaern.monitoring.terms import Control, Span


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """Everything a shard watches; built once from its controls and never changed."""

    controls: Kept
    ids: npt.NDArray[Any]
    devices: tuple[str, ...]
    persons: npt.NDArray[Any]
    keeps: npt.NDArray[np.bool_]
    traits: npt.NDArray[np.int8]
    """By control, as bits: which alarms open a fix that shows him in their place (1 zone, 2 margin), which
    open every fix while they last (4, 8), and whether more is to be asked of each fix (16: open ground,
    whether she is near, a pattern)."""
    battery_low_pct: Floats
    zones: Zones
    codes: Mapping[str, int]
    pairs: Pairs
    parties: Parties
    pieces: Pieces
    shapes: Shapes
    groups: Groups
    passive_ids: frozenset[str] = frozenset()
    """The ids of passive controls."""
    passive: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(1, np.bool_))
    """By code of a device whether only passive controls know it; a stranger's is the last."""
    behind_ms: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """How long after an event its messages may come, per pair: none unless control is passive."""
    tables: dict[tuple[str, ...], Codes] = field(default_factory=dict)
    """By the latest batch's table of devices, their codes."""
    touching: dict[tuple[int, int], About] = field(default_factory=dict)
    """By pair and zone the other zones about it: the last few that guidance asked for."""
    closed: dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[BaseGeometry, BaseGeometry]] = field(
        default_factory=dict
    )
    """Zones drawn together with their boundary, for guidance: drawing them anew costs milliseconds."""

    @classmethod
    def over(cls, controls: Iterable[Control]) -> Watch:
        """Lay out `controls`, one by one: they need never lie in memory together."""
        layout = Layout()
        for control in controls:
            layout.add(control)
        columns = layout.columns()
        return cls(zones=Zones(columns["controls"], columns["pieces"]), **columns)

    def number_of(self, control: str) -> int:
        """Return a control's number by its id, -1 where there is none."""
        found = np.nonzero(self.ids == control)[0]
        return int(found[0]) if len(found) else -1

    def group_of(self, device: str) -> int:
        """Return the group of a device by its name; all strangers are one."""
        return int(self.groups.of_device[self.codes.get(device, -1)])

    def zone_named(self, control: int, zone: str) -> int | None:
        """Return the number of a control's zone by its id."""
        first = int(self.pieces.zones[control])
        return next(
            (first + n for n, each in enumerate(self.controls[control].zones) if each.id == zone), None
        )

    def pairs_of(self, control: int, *, protected: bool) -> Iterator[int]:
        """Yield the pairs of a control: the respondent's devices, or the protected person's."""
        terms = self.controls[control]
        for device in terms.protected_devices if protected else terms.respondent_devices:
            code = self.codes.get(device)
            if code is not None:
                for pair in range(int(self.pairs.first[code]), int(self.pairs.first[code + 1])):
                    if self.pairs.control[pair] == control and self.pairs.protected[pair] == protected:
                        yield pair

    def stretch(self, control: int, at: int) -> Span | None:
        """Return the stretch of time about a moment in which nothing is permitted under a control."""
        terms = self.controls[control]
        return next((span for span in without(terms.valid, terms.permissions) if span.holds(at)), None)


class Zones(Sequence[Watched]):
    """Every zone of kept controls, by its number."""

    def __init__(self, controls: Kept, pieces: Pieces) -> None:
        self._controls, self._pieces = controls, pieces
        self._recent: dict[int, Watched] = {}

    def __len__(self) -> int:
        return len(self._pieces.required)

    @overload
    def __getitem__(self, index: int) -> Watched: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Watched]: ...
    def __getitem__(self, index: int | slice) -> Watched | Sequence[Watched]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = int(index)
        watched = self._recent.get(number)
        if watched is None:
            if not 0 <= number < len(self):
                raise IndexError("no zone has this number")
            first = self._pieces.zones
            control = int(np.searchsorted(first, first.dtype.type(number), side="right")) - 1
            terms = self._controls[control]
            zone = terms.zones[number - int(self._pieces.zones[control])]
            watched = Watched(control, zone, forbids(terms, zone))
            remember(self._recent, number, watched)
        return watched
