"""Messages that wait until the watermark has passed them, so kept that a step touches few of the many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vaern.monitoring.arrival import Arrivals
from vaern.monitoring.identity import Hashes
from vaern.monitoring.upload import is_passive, upload_ends
from vaern.monitoring.watch import Watch

SECOND_MS = 1000
Parts = tuple[Arrivals, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What happened in each second, and what each upload that is not complete has brought; never changed.

    `head`, in order of judging, is what the watermark has left of the second that it stands in.
    """

    nobody: Arrivals
    seconds: Mapping[int, Parts] = field(default_factory=dict)
    uploads: Mapping[int, Parts] = field(default_factory=dict)
    head: Parts = ()

    @property
    def latest(self) -> int:
        """When the latest of them happened, milliseconds; 0 where none waits."""
        return max((int(part.fixes.fixed_at.max()) for part in self._parts()), default=0)

    def everything(self) -> Arrivals:
        """Return all of them."""
        return self._joined(self._parts())

    def of_devices(self, wanted: npt.NDArray[np.bool_]) -> Arrivals:
        """Return those of some devices; `wanted` tells it by code, at last of strangers."""
        chosen = ((part, np.nonzero(wanted[part.device])[0]) for part in self._parts())
        return self._joined(part.take(rows) for part, rows in chosen if len(rows))

    def alike(self, watch: Watch, arrivals: Arrivals) -> Hashes:
        """Return the identities of all of them that a message may repeat: those of its second, or uploads."""
        seconds = np.unique(arrivals.fixes.fixed_at // SECOND_MS).tolist()
        parts = [*self.head, *(part for second in seconds for part in self.seconds.get(second, ()))]
        if is_passive(watch, arrivals).any():
            parts += [part for uploaded in self.uploads.values() for part in uploaded]
        return np.concatenate([self.nobody.hashes, *(part.hashes for part in parts)])

    def joined_by(self, watch: Watch, arrivals: Arrivals, watermark: int) -> Waiting:
        """Return what waits when more has come; what is judged next, up to `watermark`, stays together."""
        passive, uploads, seconds = is_passive(watch, arrivals), dict(self.uploads), dict(self.seconds)
        ends = upload_ends(arrivals)
        for end in np.unique(ends[passive]).tolist():
            uploads[end] = (*uploads.get(end, ()), arrivals.take(passive & (ends == end)))
        first = min([watermark, *uploads]) // SECOND_MS
        for second, part in _by_second(arrivals, ~passive, first):
            seconds[second] = _merged((*seconds.get(second, ()), part))
        return replace(self, seconds=seconds, uploads=uploads)

    def before(self, watermark: int) -> tuple[Arrivals, Waiting]:
        """Return what happened before the watermark, in order of judging, and what waits; no uploads."""
        over = [second for second in self.seconds if second <= watermark // SECOND_MS]
        parts = [*self.head, *(part for second in over for part in self.seconds[second])]
        whole = self._joined(parts).in_order() if over else self._joined(parts)
        cut = int(np.searchsorted(whole.fixes.fixed_at, watermark))
        seconds = {second: parts for second, parts in self.seconds.items() if second not in over}
        head = (whole.take(slice(cut, None)),) if cut < len(whole.row) else ()
        return whole.take(slice(cut)), replace(self, seconds=seconds if over else self.seconds, head=head)

    def uploaded(self, moment: int) -> tuple[Arrivals, Waiting]:
        """Return what uploads complete at a moment have brought, in order of judging, and what waits."""
        over = [end for end in self.uploads if end <= moment]
        left = {end: parts for end, parts in self.uploads.items() if end not in over}
        parts = [part for end in over for part in self.uploads[end]]
        return self._joined(parts).in_order(), replace(self, uploads=left)

    def _parts(self) -> Iterator[Arrivals]:
        yield from self.head
        for parts in (*self.seconds.values(), *self.uploads.values()):
            yield from parts

    def _joined(self, parts: Iterable[Arrivals]) -> Arrivals:
        found = list(parts)
        return Arrivals.joined(found) if len(found) > 1 else (found or [self.nobody])[0]


def _by_second(
    arrivals: Arrivals, wanted: npt.NDArray[np.bool_], first: int = 0
) -> Iterator[tuple[int, Arrivals]]:
    """Yield each second from `first` on, earlier ones counted as the first, with its wanted messages."""
    arrivals = arrivals if wanted.all() else arrivals.take(wanted)
    second = np.maximum(arrivals.fixes.fixed_at // SECOND_MS, first)
    steps = np.diff(second)
    if (steps < 0).any():
        order = np.argsort(second, kind="stable")
        arrivals, second = arrivals.take(order), second[order]
        steps = np.diff(second)
    cuts = [*(np.nonzero(steps)[0] + 1).tolist(), len(second)] if len(second) else []
    for begin, end in pairwise([0, *cuts]):
        yield int(second[begin]), arrivals.take(slice(begin, end))


def _merged(parts: Parts) -> Parts:
    """Return the parts with short ones put together, each at least twice as long as the next."""
    found = list(parts)
    while len(found) > 1 and len(found[-2].row) < 2 * len(found[-1].row):
        if found[-2].fixes.devices is not found[-1].fixes.devices:
            break
        found[-2:] = [Arrivals.joined(found[-2:])]
    return tuple(found)
