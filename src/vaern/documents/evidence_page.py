"""What stands on the pages of an evidence report: the finding, the numbers, the way to compute them again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vaern.documents import drawing
from vaern.documents.printed import Language, answer, exact, moment, number
from vaern.documents.provenance import Origin, frame, passage

if TYPE_CHECKING:
    from vaern.documents.evidence import (
        DeviceHealth,
        EpisodeEvent,
        EvidenceData,
        Method,
        ReleasedFix,
        ZoneInForce,
    )

Table = dict[str, Any]


def compose(data: EvidenceData, origin: Origin, language: Language) -> dict[str, Any]:
    """Return the content of the report in the language being spoken."""
    return {
        "frame": frame(origin, _("Evidence of alarm {alarm}").format(alarm=data.alarm), language),
        "summary": _summary(data),
        "events": _events(data),
        "zone": _zone(data.zone, data.fixes) if data.zone else None,
        "fixes": _fixes(data) if data.fixes else None,
        "method": _method(data.method),
        "limits": _limits(data),
        "health": _health(data.health),
        "journal": _journal(data),
        "attached": _("The attached file evidence.json holds every digit. Its SHA-256 stands below."),
        "attachment": _("The data of this report, as JSON"),
    }


def _summary(data: EvidenceData) -> list[list[str]]:
    return [
        [_("Case number"), data.case_number or _("not stated")],
        [_("Alarm"), data.alarm],
        [_("Control"), data.control],
        [_("Kind"), _kind(data.kind)],
        [_("Device"), data.device],
        [_("Grade"), _grade(data.grade)],
        [_("Contrary to the order"), answer(data.contrary_to_order)],
        [_("Law"), data.receipt.pack],
    ]


def _kind(kind: str) -> str:
    kinds = {
        "zone": _("in the zone"),
        "margin": _("in the margin of the zone"),
        "distance": _("closer than the minimum distance"),
        "signal_lost": _("signal lost"),
    }
    return f"{kinds[kind]} ({kind})" if kind in kinds else kind


def _grade(grade: str | None) -> str:
    grades = {"possible": _("possible"), "probable": _("probable"), "certain": _("certain")}
    return str(grades.get(grade or "", grade or _("not stated")))


def _events(data: EvidenceData) -> Table:
    return {
        "heading": _("What happened"),
        "columns": [_("Time"), _("Event"), _("Grade"), _("Contrary to the order"), _("Because")],
        "rows": [
            [exact(e.at), _event(e), _grade(e.grade), answer(e.contrary_to_order), _because(e)]
            for e in data.events
        ],
    }


def _event(event: EpisodeEvent) -> str:
    events = {
        "raised": _("raised"),
        "graded": _("graded"),
        "answered": _("answered"),
        "cleared": _("cleared"),
    }
    marks = [
        _("provisional") if event.provisional else "",
        _("in retrospect") if event.retrospective else "",
    ]
    return ", ".join(word for word in (events.get(event.event, event.event), *marks) if word)


def _because(event: EpisodeEvent) -> str:
    measured = [
        f"{number(event.distance_m, 1)} m" if event.distance_m is not None else "",
        f"p = {number(event.inside_probability, 4)}" if event.inside_probability is not None else "",
    ]
    reasons = {
        "fix_inside": _("a position inside"),
        "fix_outside": _("a position outside"),
        "no_signal": _("no report from the device"),
        "signal_again": _("the device reports again"),
        "control_ended": _("the control ended"),
        "late_fix": _("a position that came late"),
    }
    because = str(reasons.get(event.because, event.because))
    return ", ".join(text for text in (because, *measured) if text)


def _zone(zone: ZoneInForce, fixes: Sequence[ReleasedFix]) -> dict[str, Any]:
    spots = [
        drawing.Spot(fix.lon, fix.lat, fix.accuracy_m, str(index)) for index, fix in enumerate(fixes, start=1)
    ]
    return {
        "heading": _("The zone in force"),
        "rows": [
            [_("Zone"), zone.id],
            [_("In force from"), moment(zone.in_force_from)],
            [_("Margin"), f"{number(zone.margin_m, 1)} m"],
        ],
        "sha256": [_("SHA-256 of this version"), zone.sha256],
        "map": {
            "drawing": drawing.draw(zone.polygons, zone.margin_m, spots),
            "caption": _(
                "Zone (line), margin (dashes) and the released fixes with their accuracy (circles)."
            ),
            "alt": _(
                "Map of the zone, its margin and the released fixes; the tables hold the same as numbers."
            ),
            "north": _("N"),
        },
        "corners": {
            "heading": _("Corners of the zone (WGS 84, degrees)"),
            "columns": [_("Ring"), _("Corner"), _("Latitude"), _("Longitude")],
            "rows": [
                [str(r), str(c), number(lat, 7), number(lon, 7)]
                for r, ring in enumerate(itertools.chain(*zone.polygons), start=1)
                for c, (lon, lat) in enumerate(ring, start=1)
            ],
        },
    }


def _fixes(data: EvidenceData) -> Table:
    return {
        "heading": _("Released fixes"),
        "note": _("Only what the law opens stands here. Distance is negative inside the zone."),
        "passage": passage(data.opened_by),
        "columns": [
            _("No."),
            _("Fixed at"),
            _("Latitude"),
            _("Longitude"),
            _("Accuracy, m"),
            _("Distance, m"),
            _("p, in the zone"),
            _("p, with its margin"),
        ],
        "rows": [_fix(index, fix) for index, fix in enumerate(data.fixes, start=1)],
        "hashes": {
            "columns": [_("No."), _("Received at"), _("Source"), _("SHA-256")],
            "rows": [
                [str(index), exact(fix.received_at), fix.source, fix.sha256]
                for index, fix in enumerate(data.fixes, start=1)
            ],
        },
    }


def _fix(index: int, fix: ReleasedFix) -> list[str]:
    return [
        str(index),
        exact(fix.fixed_at),
        number(fix.lat, 7),
        number(fix.lon, 7),
        number(fix.accuracy_m, 1),
        _or_dash(fix.distance_m, 2),
        _or_dash(fix.inside_probability, 4),
        _or_dash(fix.margin_probability, 4),
    ]


def _or_dash(value: float | None, digits: int) -> str:
    return "–" if value is None else number(value, digits)


def _method(method: Method) -> dict[str, Any]:
    divisor = number(method.sigma_divisor, 2)
    grades = ", ".join(
        _("{grade} from {probability}").format(grade=_grade(grade), probability=number(lowest, 2))
        for grade, lowest in method.grades
    )
    return {
        "heading": _("How to compute it again"),
        "items": [
            _("Distance: the shortest geodesic on the WGS 84 ellipsoid from the fix to the zone's border."),
            _("The border's edges are geodesics too. Inside the zone the distance is negative."),
            _("Accuracy: the radius that holds the true position with 68 % probability."),
            _("σ = accuracy / {divisor}. The error is an isotropic Gaussian about the fix.").format(
                divisor=divisor
            ),
            _("Probability of being inside: the share of that Gaussian that lies in the zone."),
            _("Grades: {grades}.").format(grades=grades),
            _("A person is shown to be in a place from {probability}.").format(
                probability=number(method.shown_from, 2)
            ),
        ],
    }


def _limits(data: EvidenceData) -> dict[str, Any]:
    return {
        "heading": _("What this report does not prove"),
        "items": [
            _("Intent. A person finds whether the respondent meant to be there."),
            _("That there was no special and justified reason to be there. A person finds that."),
            _("Who carried the device."),
            *(
                [_("This is a recorded walk, sent again. Its accuracy of 5 metres is assumed.")]
                if data.demonstration
                else []
            ),
            _("Where anyone was at other times. What the law keeps sealed is not here."),
        ],
        "passage": passage(data.justified_passage),
    }


def _health(health: tuple[DeviceHealth, ...]) -> Table | None:
    if not health:
        return None
    return {
        "heading": _("The device"),
        "columns": [_("Device"), _("Battery"), _("Gaps without a report")],
        "rows": [[one.device, _battery(one.battery_pct), _gaps(one)] for one in health],
    }


def _battery(percent: float | None) -> str:
    return _("not stated") if percent is None else f"{number(percent, 0)} %"


def _gaps(health: DeviceHealth) -> str:
    return "; ".join(f"{exact(start)} – {exact(end)}" for start, end in health.gaps) or _("none")


def _journal(data: EvidenceData) -> Table:
    return {
        "heading": _("The engine's journal"),
        "note": _(
            "Each entry names the hash of the one before, so none can be changed unseen. "
            "An entry's hash is the SHA-256 of the canonical JSON (UTF-8, sorted keys, no spaces) "
            "of its seq, at, kind, content_sha256 and previous; content_sha256 that of its salt and content. "
            "All of it is in evidence.json."
        ),
        "columns": [_("Sequence"), _("SHA-256, and below it that of the entry before")],
        "rows": [[str(entry.sequence), entry.sha256, entry.previous_sha256] for entry in data.journal],
    }
