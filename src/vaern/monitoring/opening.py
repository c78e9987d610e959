"""From fixes that the law opens to the rows of released.jsonl."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from vaern.monitoring.alarm import Released
from vaern.monitoring.arrival import Arrivals
from vaern.monitoring.devices import BUTTON_KIND
from vaern.monitoring.distance import Disclosed
from vaern.monitoring.fix import FixBatch, Floats
from vaern.monitoring.kernel import Entries
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.sheet import Past, Sheet
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.watch import Watch


def opened_otherwise(
    watch: Watch, fixes: FixBatch, accuracy_m: Floats, disclosed: Sequence[Disclosed]
) -> Iterator[Released]:
    """Yield a row for each fix that the parties' distance or a lasting condition opens."""
    for name, control, row, apart_m in disclosed:
        fix = fixes.fix(row)
        yield Released(
            device=fix.device, control=watch.controls[control].id, zone=None, alarm=str(name),
            fixed_at=fix.fixed_at, received_at=fix.received_at, lat=float(fixes.lat[row]),
            lon=float(fixes.lon[row]), accuracy_m=float(accuracy_m[row]), source=fix.source, seq=fix.seq,
            distance_m=None, margin_m=None, margin_distance_m=None, inside_probability=None,
            margin_probability=None, parties_distance_m=apart_m,
        )  # fmt: skip


def rows_under_buttons(
    sheet: Sheet, watch: Watch, arrivals: Arrivals, chosen: Entries
) -> Iterator[tuple[int, Past]]:
    """Yield the positions of protected persons while their button waits for an answer, with its alarm."""
    buttons = _buttons(sheet)
    if not buttons:
        return
    carried_by_respondents = set(chosen.fix[~watch.pairs.protected[chosen.pair]].tolist())
    for device, episodes in buttons.items():
        if device in arrivals.fixes.devices:
            code = arrivals.fixes.devices.index(device)
            for row in (arrivals.fixes.device == code).nonzero()[0].tolist():
                at, lat = arrivals.fixes.fixed_at[row], arrivals.fixes.lat[row]
                under = next((episode for episode in episodes if episode.begun <= at <= episode.ended), None)
                if under and not isnan(lat) and row not in carried_by_respondents:
                    yield row, under


def opened_by_button(fixes: FixBatch, accuracy_m: Floats, row: int, episode: Past) -> Released:
    """Return one fix of a protected person who called for help."""
    fix = fixes.fix(row)
    return _of_person(
        episode,
        fix.device,
        fix.fixed_at,
        fix.received_at,
        _place(fixes, accuracy_m, row),
        fix.source,
        fix.seq,
    )


def last_known(watch: Watch, nearness: Nearness, episode: Past) -> Released | None:
    """Return where a device was last when its button was pressed, or None where nobody knows."""
    device = episode.name.place
    if device not in watch.codes:
        return None
    code = watch.codes[device]
    for pair in range(watch.pairs.first[code], watch.pairs.first[code + 1]):
        last = nearness.last(pair, episode.begun)
        if watch.pairs.protected[pair] and not isnan(last.lat):
            place = last.lat, last.lon, last.accuracy_m
            return _of_person(episode, device, last.at, last.at, place, "gnss", None)
    return None


def _buttons(sheet: Sheet) -> dict[str, list[Past]]:
    found: dict[str, list[Past]] = {}
    for key, gone in sheet.past.items():
        if key.kind == BUTTON_KIND:
            found.setdefault(key.device, []).extend(gone)
    for key, episode in sheet.open.items():
        if key.kind == BUTTON_KIND:
            found.setdefault(key.device, []).append(Past(episode.begun, ALWAYS_MS, episode.name))
    return found


def _place(fixes: FixBatch, accuracy_m: Floats, row: int) -> tuple[float, float, float]:
    return float(fixes.lat[row]), float(fixes.lon[row]), float(accuracy_m[row])


def _of_person(
    episode: Past,
    device: str,
    fixed_at: int,
    received_at: int,
    place: tuple[float, float, float],
    source: str,
    seq: int | None,
) -> Released:
    lat, lon, accuracy_m = place
    return Released(
        device=device, control=episode.name.control, zone=None, alarm=str(episode.name), fixed_at=fixed_at,
        received_at=received_at, lat=lat, lon=lon, accuracy_m=accuracy_m, source=source, seq=seq,
        distance_m=None, margin_m=None, margin_distance_m=None, inside_probability=None,
        margin_probability=None,
    )  # fmt: skip
