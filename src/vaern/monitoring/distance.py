"""The alarm `distance`: the parties closer than their control allows, each brought to the same moment."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vaern.monitoring.alarm import POSSIBLE, SHOWN, grade_of
from vaern.monitoring.couples import Flags, Meetings
from vaern.monitoring.drift import CLEAR_M
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.kernel import Entries
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.sheet import Episode, Key, Name, Sheet, raised_to
from vaern.monitoring.watch import Watch
from vaern.zones import inside_probability

KIND = "distance"
POINT_DEG = 45
"""His way is told as one of eight points of the compass: a finer one would tell where she is."""


class Met(NamedTuple):
    """One row of Meetings, and whether the message that told it is the respondent's own."""

    fix: int
    at: int
    his: int
    hers: int
    own: bool
    distance_m: float
    share: float
    ordered: float
    bearing_deg: float
    lat: float
    lon: float
    accuracy_m: float


class Disclosed(NamedTuple):
    """A fix that the law opens for another reason than a place, and the alarm that opens it."""

    name: Name
    control: int
    fix: int
    parties_distance_m: float | None = None


def near_at_first(sheet: Sheet, pairs: int) -> Flags:
    """Return which respondents' devices are in alarm when a pass begins."""
    near = np.zeros(pairs, np.uint8)
    near[[key.pair for key in sheet.open if key.kind == KIND]] = 1
    return near


def judge_distances(
    sheet: Sheet, watch: Watch, fixes: FixBatch, chosen: Entries, meetings: Meetings, nearness: Nearness
) -> list[Disclosed]:
    """Raise, grade and clear by what was met, in order of time; return what the law opens."""
    disclosed: list[Disclosed] = []
    entries = meetings.entry
    own = (~watch.pairs.protected[chosen.pair[entries]]).tolist()
    fix = chosen.fix[entries].tolist()
    columns = (column.tolist() for column in meetings[1:])
    at = fixes.fixed_at[chosen.fix[entries]].tolist()
    for row, when, (his, hers, *figures), is_own in zip(
        fix, at, zip(*columns, strict=True), own, strict=True
    ):
        met = Met(row, when, his, hers, is_own, *figures)
        couple = Couple(sheet, watch, nearness, his)
        couple.meet(met)
        disclosed += couple.opens(met)
    return disclosed


def expire_distances(sheet: Sheet, watch: Watch, nearness: Nearness, horizon: int) -> None:
    """Close what is open when its control has ended or contact is permitted."""
    for key in [key for key in sheet.open if key.kind == KIND]:
        Couple(sheet, watch, nearness, key.pair).expire(horizon)


class Couple:
    """A respondent's device and the protected person of its control, during one pass."""

    def __init__(self, sheet: Sheet, watch: Watch, nearness: Nearness, his: int) -> None:
        self._sheet = sheet
        self._watch = watch
        self._nearness = nearness
        self._index = int(watch.pairs.control[his])
        self._control = watch.controls[self._index]
        self._key = Key(KIND, his)
        self._device = watch.devices[watch.pairs.device[his]]
        self._order = (self._index, -1, self._device)

    def meet(self, met: Met) -> None:
        """Judge one moment; while contact is permitted it says nothing."""
        self.expire(met.at)
        stretch = self._watch.stretch(self._index, met.at)
        grade, episode = grade_of(met.share), self._sheet.open.get(self._key)
        if stretch is None or self._is_permitted(met):
            if episode:
                self._end(met.at, "permission_began")
            return
        if grade == 0:
            if episode and met.distance_m >= (self._control.distance_m or 0.0) + CLEAR_M:
                self._end(met.at, "parties_apart")
        elif episode is None:
            name = Name(self._control.id, self._device, KIND)
            first = Episode(name, met.at, stretch.ends, grade, self._is_told(met), self._breaches(met))
            self._sheet.begin(
                self._key,
                first,
                self._order,
                because="parties_near",
                **self._said(first, met),
                **self._figures(met),
            )
        else:
            self._rise(episode, met, grade)

    def opens(self, met: Met) -> list[Disclosed]:
        """Return the fix that told it, where the law opens it: his own, or hers where both are followed."""
        rules = self._control.rules
        opens = KIND in (rules.released if met.own else rules.released_of_both)
        episode = self._sheet.open.get(self._key)
        if not opens or episode is None or met.share < SHOWN:
            return []
        return [Disclosed(episode.name, self._index, met.fix, round(met.distance_m, 1))]

    def expire(self, at: int) -> None:
        """Close the alarm if what it rests on has ended before a moment."""
        episode = self._sheet.open.get(self._key)
        if episode and episode.until < at:
            ended = episode.until >= self._control.valid.ends
            self._end(episode.until, "control_ended" if ended else "permission_began")

    def _rise(self, episode: Episode, met: Met, grade: int) -> None:
        told = episode.told or self._is_told(met)
        higher = raised_to(episode, grade, told)._replace(because=episode.because or self._breaches(met))
        if higher == episode:
            return
        because = "parties_near" if grade > episode.grade else "protected_person_near"
        if higher.because != episode.because:
            because = "under_ordered_distance"
        self._sheet.rise(
            self._key,
            higher,
            met.at,
            self._order,
            because=because,
            **self._said(higher, met),
            **self._figures(met),
        )

    def _end(self, at: int, because: str) -> None:
        episode = self._sheet.open[self._key]
        self._sheet.end(self._key, at, self._order, because=because, **self._said(episode))

    def _is_permitted(self, met: Met) -> bool:
        """Return whether he is shown at a place where contact is permitted to him at the moment."""
        openings = [opening for zone in self._control.zones[:1] for opening in zone.openings]
        return any(
            inside_probability(opening.geometry, met.lat, met.lon, met.accuracy_m) >= SHOWN
            for opening in openings
            if opening.transit_ms is None and opening.open.holds(met.at)
        )

    def _breaches(self, met: Met) -> tuple[str, ...]:
        """Return a mark where he is shown closer than the order itself allows."""
        return (KIND,) if KIND in self._control.rules.breach and met.ordered >= SHOWN else ()

    def _is_told(self, met: Met) -> bool:
        within_m = self._control.protected_alert_within_m
        return within_m is not None and (
            met.distance_m <= within_m or (met.own and self._nearness.is_near_a_place(self._index, met.fix))
        )

    def _said(self, episode: Episode, met: Met | None = None) -> dict[str, Any]:
        told = ("control_room", "protected_person") if episode.told else ("control_room",)
        doubtful = met is not None and KIND in self._control.rules.breach and met.ordered >= POSSIBLE
        contrary = "yes" if episode.because else ("undetermined" if doubtful else "no")
        return {"contrary_to_order": contrary, "notify": told}

    def _figures(self, met: Met) -> dict[str, Any]:
        """Return what tells of the positions: nothing unless his fix is opened by this alarm."""
        if not met.own or met.share < SHOWN or KIND not in self._control.rules.released:
            return {}
        return {
            "released": True,
            "inside_probability": met.share,
            "parties_distance_m": round(met.distance_m, 1),
            "respondent_bearing_deg": round(met.bearing_deg / POINT_DEG) * POINT_DEG % 360,
            "protected_bearing_deg": round(met.bearing_deg + 180) % 360,
        }
