"""What judging knows from one pass to the next, a page a group: a pass opens only the pages it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from vaern.monitoring.devices import TAMPER
from vaern.monitoring.distance import KIND as DISTANCE
from vaern.monitoring.fix import Ints
from vaern.monitoring.sheet import Condition, Crossing, Episode, Key, Past, Sheet, Visit
from vaern.monitoring.silence import KIND as SILENCE
from vaern.monitoring.silence import never_heard, silent
from vaern.monitoring.switches import KINDS as SWITCHED
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.track import Track
from vaern.monitoring.watch import Watch


@dataclass(slots=True)
class Page:
    """What is open and past in one group, and how many alarms there were; in a book it is never changed.

    `visits` are stays in zones with corridors, by pair and zone; `crossings` those of each boundary lately.
    Before `due` the clock alone changes nothing.
    """

    open: dict[Key, Episode] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    past: dict[Key, tuple[Past, ...]] = field(default_factory=dict)
    visits: dict[tuple[int, int], Visit] = field(default_factory=dict)
    crossings: dict[Key, tuple[Crossing, ...]] = field(default_factory=dict)
    due: int = ALWAYS_MS


@dataclass(frozen=True, slots=True)
class Book:
    """The pages of the groups of which there is anything to say, silence allowed, where each device was last.

    Before `due` the clock alone changes no page.
    """

    pages: Mapping[int, Page]
    excused: Ints
    track: Track
    due: int = ALWAYS_MS

    @classmethod
    def blank(cls, watch: Watch) -> Book:
        """Return the book of a shard that has heard nothing."""
        return cls({}, never_heard(watch), Track.nothing(len(watch.pairs.device)))

    @classmethod
    def of(
        cls, watch: Watch, whole: Page, excused: Ints, track: Track, group_of: Callable[[str], int]
    ) -> Book:
        """Return a book of what is known of all groups together; `group_of` finds that of an alarm's base."""
        pages: dict[int, Page] = {}
        _spread(watch, pages, whole)
        for base, count in whole.counts.items():
            _page(pages, group_of(base)).counts[base] = count
        return cls({}, excused, track)._with_pages(watch, pages, ALWAYS_MS)

    def whole(self) -> Page:
        """Return what is known of all groups together."""
        return _together(self.pages.values())

    def counted(self, watch: Watch, device: str, base: str) -> int:
        """Return how many alarms of a base a device's group has had."""
        page = self.pages.get(watch.group_of(device))
        return page.counts.get(base, 0) if page else 0

    def due_before(self, watch: Watch, horizon: int) -> set[int]:
        """Return the groups in which the clock alone may change something before `horizon`."""
        quiet = watch.groups.of_pair[silent(watch, self.excused, horizon)].tolist()
        if horizon <= self.due:
            return set(quiet)
        return {*quiet, *(group for group, page in self.pages.items() if page.due < horizon)}

    def sheet(self, groups: Iterable[int]) -> Sheet:
        """Return a sheet with the pages of some groups to write the next pass on; the book stays as it is."""
        whole = _together(self.pages[group] for group in groups if group in self.pages)
        known = [
            Condition(key, episode.begun, episode.until, episode.name)
            for key, episode in whole.open.items()
            if key.kind == TAMPER
        ]
        return Sheet(whole.open, whole.counts, whole.past, whole.visits, whole.crossings, conditions=known)

    def after(self, watch: Watch, sheet: Sheet, groups: Iterable[int], horizon: int) -> Book:
        """Return the book after a pass on a sheet of those groups, once every alarm has its number."""
        pages = {
            group: Page(counts=dict(self.pages[group].counts)) for group in groups if group in self.pages
        }
        _spread(watch, pages, sheet)
        for draft in sheet.drafts:
            base = draft.name.base
            _page(pages, watch.group_of(draft.said["device"])).counts[base] = sheet.counts[base]
        return self._with_pages(watch, pages, horizon)

    def set_back(self, watch: Watch, groups: npt.NDArray[np.bool_], earlier: Book) -> Book:
        """Return the book with what an earlier one says of some groups; `groups` tells which, by number."""
        pages = {group: page for group, page in self.pages.items() if not groups[group]}
        pages |= {group: page for group, page in earlier.pages.items() if groups[group]}
        pairs, excused = np.nonzero(groups[watch.groups.of_pair])[0], self.excused.copy()
        excused[pairs] = earlier.excused[pairs]
        track = self.track.with_rows(pairs, earlier.track)
        return Book(pages, excused, track, min(self.due, earlier.due))

    def _with_pages(self, watch: Watch, pages: Mapping[int, Page], horizon: int) -> Book:
        for page in pages.values():
            page.due = _due(watch, page)
        whole = {**self.pages, **pages} if pages else self.pages
        due = min([self.due, *(page.due for page in pages.values())])
        if due < horizon:
            due = min((page.due for page in whole.values()), default=ALWAYS_MS)
        return replace(self, pages=whole, due=due)


def _together(pages: Iterable[Page]) -> Page:
    whole = Page()
    for page in pages:
        whole.open.update(page.open)
        whole.counts.update(page.counts)
        whole.past.update(page.past)
        whole.visits.update(page.visits)
        whole.crossings.update(page.crossings)
    return whole


def _spread(watch: Watch, pages: dict[int, Page], whole: Page | Sheet) -> None:
    """Write on each group's page what is open and past in it."""
    of_pair = watch.groups.of_pair
    for key, episode in whole.open.items():
        _page(pages, _group(watch, key)).open[key] = episode
    for key, gone in whole.past.items():
        _page(pages, _group(watch, key)).past[key] = gone
    for key, crossed in whole.crossings.items():
        _page(pages, _group(watch, key)).crossings[key] = crossed
    for place, visit in whole.visits.items():
        _page(pages, int(of_pair[place[0]])).visits[place] = visit


def _page(pages: dict[int, Page], group: int) -> Page:
    page = pages.get(group)
    if page is None:
        page = pages[group] = Page()
    return page


def _group(watch: Watch, key: Key) -> int:
    return int(watch.groups.of_pair[key.pair]) if key.pair >= 0 else watch.group_of(key.device)


def _due(watch: Watch, page: Page) -> int:
    """Return the moment after which the clock ends something on a page, or lets it be forgotten."""
    moments = [_ends(watch, key, episode) for key, episode in page.open.items()]
    moments += [_forgotten(watch, key, crossed) for key, crossed in page.crossings.items()]
    return min(moments, default=ALWAYS_MS)


def _ends(watch: Watch, key: Key, episode: Episode) -> int:
    """Return when the clock ends an alarm; of tampering and the button it ends none."""
    if key.kind == SILENCE:
        return int(watch.pairs.ends[key.pair] + watch.behind_ms[key.pair])
    if key.zone >= 0:
        return episode.until + int(watch.behind_ms[key.pair])
    return episode.until if key.kind == DISTANCE or key.kind in SWITCHED else ALWAYS_MS


def _forgotten(watch: Watch, key: Key, crossed: tuple[Crossing, ...]) -> int:
    pattern = watch.controls[watch.pairs.control[key.pair]].pattern
    return crossed[-1].at + pattern.within_ms + int(watch.behind_ms[key.pair]) if pattern else ALWAYS_MS
