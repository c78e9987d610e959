"""From the alarms open on a sheet to columns, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from vaern.monitoring.sheet import Episode, Key, Name, Sheet
from vaern.monitoring.stand import ALARMS, Places, Stand
from vaern.monitoring.track import NEVER


def standing(sheet: Sheet, places: Places) -> tuple[Stand, list[Name]]:
    """Return where the alarms at some places stand, and the names of those open."""
    stand, names, rows = Stand.blank(len(places.pair)), list[Name](), []
    for number, place in enumerate(zip(places.pair.tolist(), places.zone.tolist(), strict=True)):
        for alarm, kind in enumerate(ALARMS):
            key = Key(kind, *place)
            past, episode = sheet.past.get(key), sheet.open.get(key)
            if past:
                stand.began[number, alarm, -len(past) :] = [gone.begun for gone in past]
                stand.ended[number, alarm, -len(past) :] = [gone.ended for gone in past]
            if episode is not None:
                rows.append((number, alarm, True, len(names), *_said(episode)))
                names.append(episode.name)
    if rows:
        number_of, alarm_of, *columns = zip(*rows, strict=True)
        for column, values in zip(stand, columns, strict=False):
            column[number_of, alarm_of] = values
    return stand, names


def _said(episode: Episode) -> tuple[Any, ...]:
    _, begun, until, grade, told, _, since, fixes, rested, back, depth_m = episode
    since, back = NEVER if since is None else since, NEVER if back is None else back
    return begun, until, grade, told, since, fixes, rested, back, depth_m


def settled(sheet: Sheet, places: Places, stand: Stand, names: list[Name]) -> None:
    """Write on the sheet how the alarms stand that are open and are not as they were."""
    number, alarm = np.nonzero(stand.is_open & stand.touched)
    columns = (column[number, alarm].tolist() for column in stand[1:11])
    pairs, zones = places.pair[number].tolist(), places.zone[number].tolist()
    for pair, zone, which, *values in zip(pairs, zones, alarm.tolist(), *columns, strict=True):
        name, begun, until, grade, told, since, fixes, rested, back, depth_m = values
        sheet.open[Key(ALARMS[which], pair, zone)] = Episode(
            names[name], begun, until, grade, told, (), None if since == NEVER else since, fixes, rested,
            None if back == NEVER else back, depth_m,
        )  # fmt: skip
