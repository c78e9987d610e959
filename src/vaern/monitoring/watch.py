"""Controls laid out as arrays, indexed by device and control: what the kernel looks at for each fix."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from vaern.monitoring.fix import Codes, Floats, Ints
from vaern.monitoring.schedule import common
from vaern.monitoring.terms import Control, Span, Zone
from vaern.zones import Outline
from vaern.zones.ellipsoid import metres_per_degree

STRANGER = -1
"""Code of a device that no control knows."""
SEALED = "sealed"
PASSIVE = "passive"
UPLOADED_WITHIN_MS = 25 * 3600 * 1000
"""A day's positions come once a day, and may take an hour: only then is a passive device silent."""
SLACK = 1.05
"""Bounding boxes reach a little too far rather than too short."""


class Watched(NamedTuple):
    """A zone of a control, and the stretches of time in which it holds, in order."""

    control: int
    zone: Zone
    forbids: tuple[Span, ...]

    def stretch(self, at: int) -> Span | None:
        """Return the stretch that holds a moment."""
        before = bisect_right(self.forbids, at, key=_begins) - 1
        span = self.forbids[before] if before >= 0 else None
        return span if span is not None and at <= span.ends else None

    def why_ended(self, control: Control, at: int) -> str:
        """Return what ended the stretch whose last moment this was."""
        if at >= control.valid.ends:
            return "control_ended"
        permitted = any(span.holds(at + 1) for span in control.permissions)
        return "permission_began" if permitted else "hours_ended"


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
    widest_m: Floats
    required: npt.NDArray[np.bool_]


class Shapes(NamedTuple):
    """The zones' outlines one after the other: corners first[z]..first[z+1]-1 are zone z's (see Outline)."""

    first: Codes
    lat0: Floats
    lon0: Floats
    reach_lat: Floats
    reach_lon: Floats
    lat_per_m: Floats
    lon_per_m: Floats
    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """Everything a shard watches; built once from its controls and never changed."""

    controls: tuple[Control, ...]
    devices: tuple[str, ...]
    persons: npt.NDArray[np.object_]
    keeps: npt.NDArray[np.bool_]
    zones: tuple[Watched, ...]
    codes: Mapping[str, int]
    pairs: Pairs
    parties: Parties
    forbids: tuple[tuple[Span, ...], ...]
    pieces: Pieces
    shapes: Shapes
    passive: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(1, np.bool_))
    """By code of a device whether only passive controls know it; a stranger's is the last."""
    behind_ms: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """How long after an event its messages may come, per pair: none unless control is passive."""
    closed: dict[tuple[int, tuple[int, ...], tuple[int, ...]], BaseGeometry] = field(default_factory=dict)
    """Zones drawn together, for guidance: kept because drawing them anew costs milliseconds."""

    @classmethod
    def over(cls, controls: Sequence[Control]) -> Watch:
        """Lay out `controls`."""
        rows = sorted(_pair_rows(controls))
        devices = tuple(dict.fromkeys(row.device for row in rows))
        persons = tuple(dict.fromkeys(row.person for row in rows))
        zones, pieces, shapes = _layout(controls)
        pairs = _pairs(rows, devices, persons)
        codes = {device: code for code, device in enumerate(devices)}
        keeps = np.array([_keeps(control) for control in controls], np.bool_)
        names = np.array(persons, np.object_)
        forbids = tuple(tuple(_without(control.valid, control.permissions)) for control in controls)
        parties = _parties(controls, pairs)
        upload = _passive(controls, pairs, len(devices))
        return cls(
            tuple(controls), devices, names, keeps, zones, codes, pairs, parties, forbids, pieces, shapes,
            passive=upload, behind_ms=np.where(upload[pairs.device], UPLOADED_WITHIN_MS, 0),
        )  # fmt: skip

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
        return next((span for span in self.forbids[control] if span.holds(at)), None)


def _passive(controls: Sequence[Control], pairs: Pairs, devices: int) -> npt.NDArray[np.bool_]:
    """Return which devices (and at last a stranger's) a respondent carries under passive control alone."""
    passive = np.ones(devices + 1, np.bool_)
    passive[-1] = False
    modes = np.array([control.mode == PASSIVE for control in controls], np.bool_)
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


def _pair_rows(controls: Sequence[Control]) -> Iterator[_PairRow]:
    for index, control in enumerate(controls):
        allowed_ms = round(control.signal_lost_after_s * 1000)
        for device in control.respondent_devices:
            yield _PairRow(device, index, False, *_ends(control.valid), allowed_ms, control.respondent)
        consent = control.consent
        if consent is not None and control.protected_devices:
            both = Span(max(control.valid.begins, consent.begins), min(control.valid.ends, consent.ends))
            person = control.protected_person
            for device in control.protected_devices if both.begins <= both.ends else ():
                yield _PairRow(device, index, True, *_ends(both), allowed_ms, person)


def _ends(span: Span) -> tuple[int, int]:
    return span.begins, span.ends


def _pairs(rows: list[_PairRow], devices: tuple[str, ...], persons: tuple[str, ...]) -> Pairs:
    device_code = {device: code for code, device in enumerate(devices)}
    person_code = {person: code for code, person in enumerate(persons)}
    device = np.array([device_code[row.device] for row in rows], np.int32)
    return Pairs(
        first=_starts(device, len(devices)),
        device=device,
        control=np.array([row.control for row in rows], np.int32),
        protected=np.array([row.protected for row in rows], np.bool_),
        begins=np.array([row.begins for row in rows], np.int64),
        ends=np.array([row.ends for row in rows], np.int64),
        allowed_ms=np.array([row.allowed_ms for row in rows], np.int64),
        person=np.array([person_code[row.person] for row in rows], np.int32),
    )


def _parties(controls: Sequence[Control], pairs: Pairs) -> Parties:
    alarm_m = np.array([np.nan if c.distance_m is None else c.distance_m for c in controls])
    ordered_m = np.array(
        [np.nan if c.distance_m is None else c.minimum_distance_m for c in controls], np.float64
    )
    watching = np.nonzero(~np.isnan(alarm_m[pairs.control]))[0].astype(np.int32)
    watching = watching[np.argsort(pairs.control[watching], kind="stable")]
    return Parties(_starts(pairs.control[watching], len(controls)), watching, alarm_m, ordered_m)


def _layout(controls: Sequence[Control]) -> tuple[tuple[Watched, ...], Pieces, Shapes]:
    zones: list[Watched] = []
    outlines: list[Outline] = []
    rows: list[tuple[int, int, int, float]] = []
    for index, control in enumerate(controls):
        unpermitted = tuple(_without(control.valid, control.permissions))
        for zone in control.zones:
            outlines.append(zone.outline)
            forbids = unpermitted if zone.hours is None else tuple(common(zone.hours, unpermitted))
            rows += [(len(zones), *_ends(span), margin_m) for span, margin_m in _margin_spans(zone, forbids)]
            zones.append(Watched(index, zone, forbids))
    return tuple(zones), _pieces(rows, zones, len(controls)), _shapes(outlines)


def _begins(span: Span) -> int:
    return span.begins


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


def _pieces(rows: list[tuple[int, int, int, float]], zones: list[Watched], controls: int) -> Pieces:
    zone, begins, ends, margin_m = zip(*rows, strict=True) if rows else ((),) * 4
    widest_m = np.zeros(len(zones))
    np.maximum.at(widest_m, np.array(zone, np.intp), np.array(margin_m, np.float64))
    return Pieces(
        zones=_starts(np.array([watched.control for watched in zones], np.int32), controls),
        first=_starts(np.array(zone, np.int32), len(zones)),
        begins=np.array(begins, np.int64),
        ends=np.array(ends, np.int64),
        margin_m=np.array(margin_m, np.float64),
        widest_m=widest_m,
        required=np.array([watched.zone.required for watched in zones], np.bool_),
    )


def _shapes(outlines: list[Outline]) -> Shapes:
    lengths = [len(outline.x) for outline in outlines]
    per_m = [_degrees_per_m(outline) for outline in outlines]

    def corners(name: str) -> Floats:
        return np.concatenate([np.empty(0), *(getattr(outline, name) for outline in outlines)])

    def column(name: str) -> Floats:
        return np.array([getattr(outline, name) for outline in outlines], np.float64)

    return Shapes(
        first=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int32),
        lat0=column("lat0"),
        lon0=column("lon0"),
        reach_lat=column("reach_lat"),
        reach_lon=column("reach_lon"),
        lat_per_m=np.array([lat for lat, _ in per_m], np.float64),
        lon_per_m=np.array([lon for _, lon in per_m], np.float64),
        x=corners("x"),
        y=corners("y"),
    )


def _degrees_per_m(outline: Outline) -> tuple[float, float]:
    north_m, _ = metres_per_degree(outline.lat0)
    _, east_m = metres_per_degree(min(89.0, abs(outline.lat0) + outline.reach_lat + 0.2))
    return SLACK / north_m, SLACK / east_m


def _starts(sorted_codes: Codes, count: int) -> Codes:
    return np.searchsorted(sorted_codes, np.arange(count + 1)).astype(np.int32)
