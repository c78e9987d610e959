"""Controls laid out as arrays, indexed by device and control: what the kernel looks at for each fix."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from vaern.monitoring.fix import Codes, Floats, Indices, Ints
from vaern.monitoring.kept import Kept, Packer, Watched, remember
from vaern.monitoring.schedule import common
from vaern.monitoring.terms import Control, Span, Zone
from vaern.zones import Outline
from vaern.zones.ellipsoid import metres_per_degree

Singles = npt.NDArray[np.float32]
STRANGER = -1
"""Code of a device that no control knows."""
SEALED = "sealed"
PASSIVE = "passive"
UPLOADED_WITHIN_MS = 25 * 3600 * 1000
"""A day's positions come once a day, and may take an hour: only then is a passive device silent."""
SLACK = 1.05
"""Bounding boxes reach a little too far rather than too short."""


class Pairs(NamedTuple):
    """A device within a control, as columns: pairs first[d]..first[d+1]-1 are device d's."""

    first: Codes
    device: Codes
    control: Codes
    protected: npt.NDArray[np.bool_]
    begins: Ints
    ends: Ints
    allowed_ms: Ints
    person: Codes


class Parties(NamedTuple):
    """Pairs of controls that watch a distance: first[c]..first[c+1]-1 are control c's; metres a control."""

    first: Codes
    pair: Codes
    alarm_m: Floats
    ordered_m: Floats


class Pieces(NamedTuple):
    """When each zone holds and with which margin, as columns.

    Zones zones[c]..zones[c+1]-1 are control c's; rows first[z]..first[z+1]-1 are zone z's, in order of time.
    """

    zones: Codes
    first: Codes
    begins: Ints
    ends: Ints
    margin_m: Floats
    widest_m: Singles
    required: npt.NDArray[np.bool_]

    def hold(self, zone: int, at: int) -> bool:
        """Return whether a zone holds at a moment."""
        rows = slice(self.first[zone], self.first[zone + 1])
        return bool(((self.begins[rows] <= at) & (at <= self.ends[rows])).any())


class About(NamedTuple):
    """The other zones about one, and the stretch of time in which they are the same."""

    begins: int
    ends: int
    zones: tuple[int, ...]


class Shapes(NamedTuple):
    """The zones' outlines one after the other: corners first[z]..first[z+1]-1 are zone z's (see Outline).

    What only bounding boxes are made of has single precision, rounded to the safe side.
    """

    first: Indices
    lat0: Floats
    lon0: Floats
    reach_lat: Singles
    reach_lon: Singles
    lat_per_m: Singles
    lon_per_m: Singles
    x: Floats
    y: Floats

    def outline(self, zone: int) -> Outline:
        """Return a zone's outline, its corners as views."""
        own = slice(self.first[zone], self.first[zone + 1])
        lat0, lon0 = float(self.lat0[zone]), float(self.lon0[zone])
        reach_lat, reach_lon = float(self.reach_lat[zone]), float(self.reach_lon[zone])
        return Outline(lat0, lon0, self.x[own], self.y[own], reach_lat, reach_lon)


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """Everything a shard watches; built once from its controls and never changed."""

    controls: Kept
    ids: npt.NDArray[Any]
    devices: tuple[str, ...]
    persons: npt.NDArray[Any]
    keeps: npt.NDArray[np.bool_]
    battery_low_pct: Floats
    zones: Zones
    codes: Mapping[str, int]
    pairs: Pairs
    parties: Parties
    pieces: Pieces
    shapes: Shapes
    passive_ids: frozenset[str] = frozenset()
    """The ids of passive controls."""
    passive: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(1, np.bool_))
    """By code of a device whether only passive controls know it; a stranger's is the last."""
    behind_ms: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """How long after an event its messages may come, per pair: none unless control is passive."""
    touching: dict[tuple[int, int], About] = field(default_factory=dict)
    """By pair and zone the other zones about it: the last few that guidance asked for."""
    closed: dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[BaseGeometry, BaseGeometry]] = field(
        default_factory=dict
    )
    """Zones drawn together with their boundary, for guidance: drawing them anew costs milliseconds."""

    @classmethod
    def over(cls, controls: Iterable[Control]) -> Watch:
        """Lay out `controls`, one by one: they need never lie in memory together."""
        layout = _Layout()
        for control in controls:
            layout.add(control)
        return layout.watch()

    def number_of(self, control: str) -> int:
        """Return a control's number by its id, -1 where there is none."""
        found = np.nonzero(self.ids == control)[0]
        return int(found[0]) if len(found) else -1

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
        return next((span for span in _without(terms.valid, terms.permissions) if span.holds(at)), None)


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
            control = int(np.searchsorted(self._pieces.zones, number, side="right")) - 1
            terms = self._controls[control]
            zone = terms.zones[number - int(self._pieces.zones[control])]
            watched = Watched(control, zone, _forbids(terms, zone))
            remember(self._recent, number, watched)
        return watched


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
        yield _PairRow(device, index, False, *_ends(control.valid), allowed_ms, control.respondent)
    consent = control.consent
    if consent is not None and control.protected_devices:
        both = Span(max(control.valid.begins, consent.begins), min(control.valid.ends, consent.ends))
        person = control.protected_person
        for device in control.protected_devices if both.begins <= both.ends else ():
            yield _PairRow(device, index, True, *_ends(both), allowed_ms, person)


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


class _Layout:
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
        self._plane, self._x, self._y = array("d"), array("d"), array("d")

    def add(self, control: Control) -> None:
        for row in _pair_rows(len(self._ids), control):
            self._pairs.add(row)
        self._ids.append(control.id)
        self._keeps.append(_keeps(control))
        self._passive.append(control.mode == PASSIVE)
        self._battery.append(_or_nan(control.battery_low_pct))
        self._alarm_m.append(_or_nan(control.distance_m))
        self._ordered_m.append(_or_nan(control.distance_m and control.minimum_distance_m))
        for zone in control.zones:
            self._add_zone(control, zone)
        self._zones.append(len(self._required))
        self._packer.add(control)

    def _add_zone(self, control: Control, zone: Zone) -> None:
        for span, margin_m in _margin_spans(zone, _forbids(control, zone)):
            self._piece_zone.append(len(self._required))
            self._begins.append(span.begins)
            self._ends.append(span.ends)
            self._margin_m.append(margin_m)
        self._required.append(zone.required)
        outline = zone.outline
        self._plane.extend((outline.lat0, outline.lon0, outline.reach_lat, outline.reach_lon))
        self._x.frombytes(outline.x.tobytes())
        self._y.frombytes(outline.y.tobytes())
        self._corners.append(len(self._x))

    def watch(self) -> Watch:
        pairs, devices, persons = self._pairs.sorted()
        pieces, shapes = self._pieces(), self._shapes()
        controls = self._packer.kept(shapes.outline)
        passive = _passive(np.array(self._passive, np.bool_), pairs, len(devices))
        return Watch(
            controls=controls,
            ids=_names(self._ids),
            devices=devices,
            persons=_names(persons),
            keeps=np.array(self._keeps, np.bool_),
            battery_low_pct=np.array(self._battery),
            zones=Zones(controls, pieces),
            codes={device: code for code, device in enumerate(devices)},
            pairs=pairs,
            parties=_parties(np.array(self._alarm_m), np.array(self._ordered_m), pairs),
            pieces=pieces,
            shapes=shapes,
            passive=passive,
            passive_ids=frozenset(
                name for name, is_so in zip(self._ids, self._passive, strict=True) if is_so
            ),
            behind_ms=np.where(passive[pairs.device], UPLOADED_WITHIN_MS, 0),
        )

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


def _forbids(control: Control, zone: Zone) -> tuple[Span, ...]:
    """Return the stretches in which a zone holds: its hours, without what is permitted."""
    unpermitted = tuple(_without(control.valid, control.permissions))
    return unpermitted if zone.hours is None else tuple(common(zone.hours, unpermitted))


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _names(names: Sequence[str]) -> npt.NDArray[Any]:
    return np.array(names, np.dtypes.StringDType())


def _upwards(values: Floats) -> Singles:
    single: Singles = np.nextafter(values.astype(np.float32), np.float32(np.inf))
    return single


def _ends(span: Span) -> tuple[int, int]:
    return span.begins, span.ends


def _parties(alarm_m: Floats, ordered_m: Floats, pairs: Pairs) -> Parties:
    watching = np.nonzero(~np.isnan(alarm_m[pairs.control]))[0].astype(np.int32)
    watching = watching[np.argsort(pairs.control[watching], kind="stable")]
    return Parties(_starts(pairs.control[watching], len(alarm_m)), watching, alarm_m, ordered_m)


def _without(whole: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a stretch of time when others are taken out of it."""
    begins = whole.begins
    for hole in sorted(holes, key=_ends):
        if hole.begins > begins:
            yield Span(begins, min(hole.begins - 1, whole.ends))
        begins = max(begins, hole.ends + 1)
        if begins > whole.ends:
            return
    yield Span(begins, whole.ends)


def _margin_spans(zone: Zone, forbids: Sequence[Span]) -> Iterator[tuple[Span, float]]:
    """Yield the stretches in which a zone forbids, cut where its margin changes."""
    for span in forbids:
        cuts = [margin.begins for margin in zone.margins if span.begins < margin.begins <= span.ends]
        starts = [span.begins, *cuts]
        for begins, after in zip(starts, [*cuts, span.ends + 1], strict=True):
            yield Span(begins, after - 1), zone.margin_at(begins)


def _degrees_per_m(lat0: Floats, reach_lat: Floats) -> tuple[Floats, Floats]:
    north = np.array([metres_per_degree(lat)[0] for lat in lat0.tolist()])
    widest = np.minimum(89.0, np.abs(lat0) + reach_lat + 0.2)
    east = np.array([metres_per_degree(lat)[1] for lat in widest.tolist()])
    return SLACK / north, SLACK / east


def _starts(sorted_codes: Codes, count: int) -> Codes:
    return np.searchsorted(sorted_codes, np.arange(count + 1)).astype(np.int32)


def boxes_meet(shapes: Shapes, zone: int, other: int) -> bool:
    """Tell whether two zones' bounding boxes touch."""
    around = abs(shapes.lon0[zone] - shapes.lon0[other])
    apart_lat = abs(shapes.lat0[zone] - shapes.lat0[other])
    reach_lat, reach_lon = (column[zone] + column[other] for column in (shapes.reach_lat, shapes.reach_lon))
    return bool(apart_lat <= reach_lat and min(around, 360.0 - around) <= reach_lon)
