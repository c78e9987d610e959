"""The state of a shard as JSON, by names and not by numbers: it fits whatever controls stand when it is read.

It holds positions of the working window: on disk it belongs only encrypted.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import repeat
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from vaern.monitoring.alarm import Alarm
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import Arrivals, rejoined
from vaern.monitoring.book import Book, Page
from vaern.monitoring.distance import KIND as DISTANCE
from vaern.monitoring.fix import COLUMNS, FixBatch
from vaern.monitoring.identity import Block, Memory
from vaern.monitoring.pattern import KIND as PATTERN
from vaern.monitoring.provisional import Announced, Shown
from vaern.monitoring.sheet import PLACES, Crossing, Episode, Key, Name, Past, Visit
from vaern.monitoring.switches import KINDS as SWITCHED
from vaern.monitoring.track import COLUMNS as TRACK
from vaern.monitoring.track import NEVER, ROW
from vaern.monitoring.watch import Watch

NO_STRETCH = -1
"""The end of an episode in a zone that, as its control stands now, never forbade: it ends at once."""
Named = tuple[str, str, str, str]
"""A key by names: kind, control, device, zone; empty where there is none."""


def fixes_said(arrivals: Arrivals) -> dict[str, Any]:
    """Return waiting messages as lists; null where a value is missing."""
    columns = {name: getattr(arrivals.fixes, name).tolist() for name in COLUMNS}
    said = {name: [None if isnan(value) else value for value in column] for name, column in columns.items()}
    return {"devices": list(arrivals.fixes.devices), **said}


def fixes_read(watch: Watch, said: Mapping[str, Any]) -> Arrivals:
    """Return the waiting messages that still belong to a device some control knows, or are a press."""
    empty = FixBatch.of([])
    columns = {name: np.array(said[name], getattr(empty, name).dtype) for name in COLUMNS}
    return rejoined(watch, FixBatch(devices=tuple(said["devices"]), **columns))


def book_said(watch: Watch, book: Book) -> dict[str, Any]:
    """Return the book by names."""
    whole, heard = book.whole(), np.flatnonzero(book.track.rows["at"] != NEVER)
    return {
        "pairs": list(_pairs_said(watch)),
        "open": [[_key_said(watch, key), _episode_said(episode)] for key, episode in whole.open.items()],
        "past": [
            [_key_said(watch, key), [[gone.begun, gone.ended, _name_said(gone.name)] for gone in past]]
            for key, past in whole.past.items()
        ],
        "counts": whole.counts,
        "excused": book.excused.tolist(),
        "track": [heard.tolist(), *(_column_said(book.track.rows[name][heard]) for name in TRACK)],
        "visits": [
            [[*_pair_said(watch, pair), watch.zones[zone].zone.id], list(visit)]
            for (pair, zone), visit in whole.visits.items()
        ],
        "crossings": [
            [_key_said(watch, key), [[crossing.at, _name_said(crossing.name)] for crossing in crossings]]
            for key, crossings in whole.crossings.items()
        ],
    }


def book_read(watch: Watch, said: Mapping[str, Any], newest: int) -> tuple[Book, list[tuple[Episode, str]]]:
    """Return the book under the controls of `watch`, and open alarms, with device, whose control is gone.

    The silence of a device that no control knew before counts from `newest`: nobody listened until then.
    """
    keys = _Keys(watch)
    blank = Book.blank(watch)
    excused, track = np.maximum(blank.excused, newest + watch.pairs.allowed_ms), blank.track
    pairs = np.array([keys.pairs.get((control, device), -1) for control, device in said["pairs"]], np.intp)
    excused[pairs[pairs >= 0]] = np.array(said["excused"], np.int64)[pairs >= 0]
    heard = pairs[np.array(said["track"][0], np.intp)]
    for name, values in zip(TRACK, said["track"][1:], strict=True):
        track.rows[name][heard[heard >= 0]] = np.array(values, ROW[name])[heard >= 0]
    names = [named for named, _ in said["open"]]
    episodes = [(keys.find(named), _episode_read(episode)) for named, episode in said["open"]]
    open_now = {key: _still_open(watch, key, episode) for key, episode in episodes if key}
    past = {
        key: tuple(Past(begun, ended, _name_read(name)) for begun, ended, name in gone)
        for key, gone in ((keys.find(named), gone) for named, gone in said["past"])
        if key
    }
    crossings = {
        key: tuple(Crossing(at, _name_read(name)) for at, name in crossed)
        for key, crossed in ((keys.find(named), crossed) for named, crossed in said["crossings"])
        if key
    }
    stays = ((keys.find(("zone", *named)), stay) for named, stay in said["visits"])
    visits = {(key.pair, key.zone): Visit(stay[0], stay[1], tuple(stay[2])) for key, stay in stays if key}
    gone = [(episode, named[2]) for named, (key, episode) in zip(names, episodes, strict=True) if key is None]
    whole = Page(open_now, dict(said["counts"]), past, visits, crossings)
    return Book.of(watch, whole, excused, track, _Bases(watch).group), gone


def memory_said(memory: Memory) -> list[list[Any]]:
    """Return a memory with its identities in base64."""
    return [[block.newest, b64encode(block.hashes.tobytes()).decode()] for block in memory.blocks]


def memory_read(said: Sequence[Sequence[Any]]) -> Memory:
    """Return the memory that `memory_said` wrote."""
    blocks = [Block(newest, np.frombuffer(b64decode(text), np.uint64)) for newest, text in said]
    return Memory(tuple(blocks))


def announced_said(announced: Announced) -> dict[str, Any]:
    """Return what has been announced."""
    return {
        "events": [asdict(alarm) for events in announced.events.values() for alarm in events.values()],
        "shown": [list(row) for row in sorted(_shown(announced))],
    }


def _shown(announced: Announced) -> Iterator[Shown]:
    for rows in announced.shown.values():
        for row, times in rows.items():
            yield from repeat(row, times)


def announced_read(watch: Watch, said: Mapping[str, Any]) -> Announced:
    """Return what `announced_said` wrote."""
    alarms = [alarm_read(alarm) for alarm in said["events"]]
    return Announced.of(watch, alarms, [tuple(row) for row in said["shown"]])


def alarm_read(said: Mapping[str, Any]) -> Alarm:
    """Return an alarm from its fields."""
    alarm = Alarm(**said)
    told = tuple(alarm.notify), tuple(alarm.may_notify)
    return replace(alarm, notify=told[0], may_notify=told[1], crossings=tuple(alarm.crossings))


def answers_read(said: Sequence[Sequence[Any]]) -> tuple[Answer, ...]:
    """Return answers from their fields in order."""
    return tuple(Answer(*fields) for fields in said)


class _Keys:
    """Finds pairs and zones by their names."""

    def __init__(self, watch: Watch) -> None:
        self.pairs = {named: pair for pair, named in enumerate(_pairs_said(watch))}
        self._watch = watch

    def find(self, named: Sequence[str]) -> Key | None:
        """Return the key, or None when no control has it any more."""
        kind, control, device, zone = named
        if not control:
            return Key(kind, -1, -1, device)
        pair = self.pairs.get((control, device))
        if pair is None:
            return None
        place = self._watch.zone_named(int(self._watch.pairs.control[pair]), zone) if zone else -1
        return None if place is None else Key(kind, pair, place)


class _Bases:
    """Finds the group that an alarm's id without its number belongs to."""

    def __init__(self, watch: Watch) -> None:
        self._controls = {str(name): number for number, name in enumerate(watch.ids)}
        self._watch = watch

    def group(self, base: str) -> int:
        """Return the group; that of strangers where the control is gone, should it come again."""
        whose, _, _ = base.rpartition("/")
        words = whose.split("/")
        for length in range(1, len(words)):
            control, place = "/".join(words[:length]), "/".join(words[length:])
            number = self._controls.get(control)
            if number is not None and self._is_there(number, place):
                return self._watch.group_of(next(iter(self._carried(number)), ""))
        return self._watch.group_of(whose.removeprefix("-/"))

    def _is_there(self, control: int, place: str) -> bool:
        return place in self._carried(control) or self._watch.zone_named(control, place) is not None

    def _carried(self, control: int) -> tuple[str, ...]:
        terms = self._watch.controls[control]
        return *terms.respondent_devices, *terms.protected_devices


def _still_open(watch: Watch, key: Key, episode: Episode) -> Episode:
    """Return the episode with the end that the controls of now give it."""
    if key.kind == PATTERN:
        control = watch.controls[watch.pairs.control[key.pair]]
        return episode.lasting(min(episode.until, control.valid.ends))
    if key.zone >= 0:
        stretch = watch.zones[key.zone].stretch(episode.begun)
        return episode.lasting(stretch.ends if stretch else NO_STRETCH)
    if key.kind == DISTANCE:
        stretch = watch.stretch(int(watch.pairs.control[key.pair]), episode.begun)
        return episode.lasting(stretch.ends if stretch else NO_STRETCH)
    if key.kind in SWITCHED:
        return episode.lasting(int(watch.pairs.ends[key.pair]))
    return episode


def _column_said(column: npt.NDArray[Any]) -> list[Any]:
    return [None if value != value else value for value in column.tolist()]


def _key_said(watch: Watch, key: Key) -> Named:
    if key.pair < 0:
        return key.kind, "", key.device, ""
    zone = watch.zones[key.zone].zone.id if key.zone >= 0 else ""
    return key.kind, *_pair_said(watch, key.pair), zone


def _pairs_said(watch: Watch) -> Iterator[tuple[str, str]]:
    devices = (watch.devices[device] for device in watch.pairs.device.tolist())
    return zip(watch.ids[watch.pairs.control].tolist(), devices, strict=True)


def _pair_said(watch: Watch, pair: int) -> tuple[str, str]:
    return str(watch.ids[watch.pairs.control[pair]]), watch.devices[watch.pairs.device[pair]]


def _name_said(name: Name) -> list[Any]:
    return [name.control, name.place, name.kind, name.number]


def _name_read(said: Sequence[Any]) -> Name:
    return Name(*said)


def _episode_said(episode: Episode) -> dict[str, Any]:
    fields = {
        name: getattr(episode, name)
        for name in (
            "begun",
            "until",
            "grade",
            "told",
            "outside_since",
            "outside_fixes",
            "rested",
            "returned_at",
            "depth_m",
        )
    }
    return {**fields, "name": _name_said(episode.name), "because": list(episode.because)}


def _episode_read(said: Mapping[str, Any]) -> Episode:
    return Episode(**{**said, "name": _name_read(said["name"]), "because": tuple(said["because"])})


def ended_with_control(episode: Episode, device: str, at: int) -> Alarm:
    """Return that an open alarm is over because its control is gone."""
    name = episode.name
    zone = name.place if name.kind in PLACES else None
    return Alarm(str(name), name.control, name.kind, zone, device, "cleared", at, because="control_ended")
