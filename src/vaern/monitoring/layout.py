"""Lays controls out in columns, one by one: they need never lie in memory together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.columns import SLACK, Pairs, Parties, Pieces, Shapes, Singles
from vaern.monitoring.fix import Codes, Floats
from vaern.monitoring.groups import Groups
from vaern.monitoring.kept import Packer
from vaern.monitoring.stretches import ends_of, forbids, margin_spans
from vaern.monitoring.terms import Control, Span, Zone
from vaern.zones.ellipsoid import metres_per_degree

SEALED = "sealed"
PASSIVE = "passive"
UPLOADED_WITHIN_MS = 25 * 3600 * 1000
"""A day's positions come once a day, and may take an hour: only then is a passive device silent."""


def _passive(modes: npt.NDArray[np.bool_], pairs: Pairs, devices: int) -> npt.NDArray[np.bool_]:
    """Return which devices (and at last a stranger's) a respondent carries under passive control alone."""
    passive = np.ones(devices + 1, np.bool_)
    passive[-1] = False
    passive[pairs.device[~modes[pairs.control] | pairs.protected]] = False
    return passive


def _keeps(control: Control) -> bool:
    """Return whether fixes that are not opened are kept: those of an activity plan alone never are."""
    plan_alone = bool(control.zones) and all(zone.required for zone in control.zones)
    return control.rules.rest.value == SEALED and not plan_alone


def _traits(control: Control) -> int:
    """Return what a control's zones have to do with fixes, as bits (see Watch)."""
    shows, follows = control.rules.released, control.rules.followed_while
    apart = control.pattern or control.protected_alert_within_m is not None
    apart = apart or any(zone.openings for zone in control.zones)
    bits = ["zone" in shows, "margin" in shows, "zone" in follows, "margin" in follows, bool(apart)]
    return sum(1 << number for number, bit in enumerate(bits) if bit)


class _PairRow(NamedTuple):
    device: str
    control: int
    protected: bool
    begins: int
    ends: int
    allowed_ms: int
    person: str


def _pair_rows(index: int, control: Control) -> Iterator[_PairRow]:
    allowed_ms = round(control.signal_lost_after_s * 1000)
    for device in control.respondent_devices:
        yield _PairRow(device, index, False, *ends_of(control.valid), allowed_ms, control.respondent)
    consent = control.consent
    if consent is not None and control.protected_devices:
        both = Span(max(control.valid.begins, consent.begins), min(control.valid.ends, consent.ends))
        person = control.protected_person
        for device in control.protected_devices if both.begins <= both.ends else ():
            yield _PairRow(device, index, True, *ends_of(both), allowed_ms, person)


class _PairColumns:
    """Devices within controls as columns that grow row by row."""

    def __init__(self) -> None:
        self._devices: list[str] = []
        self._persons: list[str] = []
        self._control, self._protected = array("i"), array("b")
        self._begins, self._ends, self._allowed_ms = array("q"), array("q"), array("q")

    def add(self, row: _PairRow) -> None:
        self._devices.append(row.device)
        self._persons.append(row.person)
        self._control.append(row.control)
        self._protected.append(row.protected)
        self._begins.append(row.begins)
        self._ends.append(row.ends)
        self._allowed_ms.append(row.allowed_ms)

    def sorted(self) -> tuple[Pairs, tuple[str, ...], tuple[str, ...]]:
        """Return the pairs in the order of their devices' names, the devices, and the persons."""
        order = np.argsort(_names(self._devices), kind="stable")
        rows = order.tolist()
        devices = tuple(dict.fromkeys(self._devices[row] for row in rows))
        persons = tuple(dict.fromkeys(self._persons[row] for row in rows))
        device_code = {device: code for code, device in enumerate(devices)}
        person_code = {person: code for code, person in enumerate(persons)}
        device = np.array([device_code[self._devices[row]] for row in rows], np.int32)
        pairs = Pairs(
            first=_starts(device, len(devices)),
            device=device,
            control=np.array(self._control, np.int32)[order],
            protected=np.array(self._protected, np.bool_)[order],
            begins=np.array(self._begins, np.int64)[order],
            ends=np.array(self._ends, np.int64)[order],
            allowed_ms=np.array(self._allowed_ms, np.int64)[order],
            person=np.array([person_code[self._persons[row]] for row in rows], np.int32),
        )
        return pairs, devices, persons


class Layout:
    """Columns that grow control by control."""

    def __init__(self) -> None:
        self._packer = Packer()
        self._pairs = _PairColumns()
        self._ids: list[str] = []
        self._keeps, self._passive, self._required = array("b"), array("b"), array("b")
        self._battery, self._alarm_m, self._ordered_m = array("d"), array("d"), array("d")
        self._zones, self._corners = array("i", [0]), array("q", [0])
        self._piece_zone, self._begins, self._ends, self._margin_m = (
            array("i"),
            array("q"),
            array("q"),
            array("d"),
        )
        self._goes_on, self._traits = array("b"), array("b")
        self._plane, self._x, self._y = array("d"), array("d"), array("d")

    def add(self, control: Control) -> None:
        """Lay out one more control."""
        for row in _pair_rows(len(self._ids), control):
            self._pairs.add(row)
        self._ids.append(control.id)
        self._keeps.append(_keeps(control))
        self._traits.append(_traits(control))
        self._passive.append(control.mode == PASSIVE)
        self._battery.append(_or_nan(control.battery_low_pct))
        self._alarm_m.append(_or_nan(control.distance_m))
        self._ordered_m.append(_or_nan(control.distance_m and control.minimum_distance_m))
        for zone in control.zones:
            self._add_zone(control, zone)
        self._zones.append(len(self._required))
        self._packer.add(control)

    def _add_zone(self, control: Control, zone: Zone) -> None:
        for stretch in forbids(control, zone):
            for span, margin_m in margin_spans(zone, stretch):
                self._piece_zone.append(len(self._required))
                self._begins.append(span.begins)
                self._ends.append(span.ends)
                self._margin_m.append(margin_m)
                self._goes_on.append(span.begins > stretch.begins)
        self._required.append(zone.required)
        outline = zone.outline
        self._plane.extend((outline.lat0, outline.lon0, outline.reach_lat, outline.reach_lon))
        self._x.frombytes(outline.x.tobytes())
        self._y.frombytes(outline.y.tobytes())
        self._corners.append(len(self._x))

    def columns(self) -> dict[str, Any]:
        """Return what a watch is made of, but for its zones."""
        pairs, devices, persons = self._pairs.sorted()
        pieces, shapes = self._pieces(), self._shapes()
        controls = self._packer.kept(shapes.outline)
        passive = _passive(np.array(self._passive, np.bool_), pairs, len(devices))
        return {
            "controls": controls,
            "ids": _names(self._ids),
            "devices": devices,
            "persons": _names(persons),
            "keeps": np.array(self._keeps, np.bool_),
            "traits": np.array(self._traits, np.int8),
            "battery_low_pct": np.array(self._battery),
            "codes": {device: code for code, device in enumerate(devices)},
            "pairs": pairs,
            "parties": _parties(np.array(self._alarm_m), np.array(self._ordered_m), pairs),
            "pieces": pieces,
            "shapes": shapes,
            "groups": Groups.of(pairs, len(devices)),
            "passive": passive,
            "passive_ids": frozenset(
                name for name, is_so in zip(self._ids, self._passive, strict=True) if is_so
            ),
            "behind_ms": np.where(passive[pairs.device], UPLOADED_WITHIN_MS, 0),
        }

    def _pieces(self) -> Pieces:
        zone, margin_m = np.array(self._piece_zone), np.array(self._margin_m)
        widest_m = np.zeros(len(self._required), np.float32)
        np.maximum.at(widest_m, zone, np.nextafter(margin_m.astype(np.float32), np.float32(np.inf)))
        return Pieces(
            zones=np.array(self._zones),
            first=_starts(zone, len(self._required)),
            begins=np.array(self._begins),
            ends=np.array(self._ends),
            margin_m=margin_m,
            widest_m=widest_m,
            required=np.array(self._required, np.bool_),
            goes_on=np.array(self._goes_on, np.bool_),
        )

    def _shapes(self) -> Shapes:
        lat0, lon0, reach_lat, reach_lon = np.array(self._plane).reshape(-1, 4).T
        lat_per_m, lon_per_m = _degrees_per_m(lat0, reach_lat)
        return Shapes(
            first=np.array(self._corners, np.intp),
            lat0=lat0.copy(),
            lon0=lon0.copy(),
            reach_lat=_upwards(reach_lat),
            reach_lon=_upwards(reach_lon),
            lat_per_m=_upwards(lat_per_m),
            lon_per_m=_upwards(lon_per_m),
            x=np.array(self._x),
            y=np.array(self._y),
        )


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _names(names: Sequence[str]) -> npt.NDArray[Any]:
    return np.array(names, np.dtypes.StringDType())


def _upwards(values: Floats) -> Singles:
    single: Singles = np.nextafter(values.astype(np.float32), np.float32(np.inf))
    return single


def _parties(alarm_m: Floats, ordered_m: Floats, pairs: Pairs) -> Parties:
    watching = np.nonzero(~np.isnan(alarm_m[pairs.control]))[0].astype(np.int32)
    watching = watching[np.argsort(pairs.control[watching], kind="stable")]
    return Parties(_starts(pairs.control[watching], len(alarm_m)), watching, alarm_m, ordered_m)


def _degrees_per_m(lat0: Floats, reach_lat: Floats) -> tuple[Floats, Floats]:
    north = np.array([metres_per_degree(lat)[0] for lat in lat0.tolist()])
    widest = np.minimum(89.0, np.abs(lat0) + reach_lat + 0.2)
    east = np.array([metres_per_degree(lat)[1] for lat in widest.tolist()])
    return SLACK / north, SLACK / east


def _starts(sorted_codes: Codes, count: int) -> Codes:
    return np.searchsorted(sorted_codes, np.arange(count + 1)).astype(np.int32)
