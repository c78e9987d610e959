"""The zone, drawn on the map or written as corners, and looked over before it is ordered."""

from __future__ import annotations

import hashlib
import hmac
import math
from typing import Any

import shapely
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from shapely.geometry import LineString

from vaern.cases import zones
from vaern.cases.events import Corridor, Event, ZoneDrawn
from vaern.cases.withheld import lives_in_hiding
from vaern.layers import Shelf
from vaern.packs.zones import zone_questions
from vaern.web.finding_words import remedy_of, said_of
from vaern.web.steps.about_order import long_text
from vaern.web.steps.form import StepForm
from vaern.zones import check_zone
from vaern.zones.workshop import Draft, Finding, Layers, Place, Result, look_over
from vaern.zones.workshop.draft import KINDS
from vaern.zones.workshop.drawing import about_address
from vaern.zones.workshop.plane import to_geojson

NEARBY_DEG = 0.05
Position = tuple[float, float]


class PositionsField(forms.CharField):
    """Places, one a line, as latitude and longitude in degrees; returns (lon, lat) of each."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[Position]:
        """Return the positions; the error says which line cannot be read, never what stands in it."""
        lines = [line for line in str(super().clean(value) or "").splitlines() if line.strip()]
        return [_position(line, number) for number, line in enumerate(lines, start=1)]


class ZoneForm(StepForm):
    """A zone's outline, margin, ways through, and what it is held against."""

    event_class = ZoneDrawn
    never_kept = ("secret_place", "his_places")
    field_order = (
        "zone", "corners", "centre", "radius_m", "margin_m", "margin_reason", "way", "way_width_m",
        "max_transit_s", "his_places", "secret_place", "weighed", "at",
    )  # fmt: skip

    zone = forms.SlugField(
        label=_("What is the zone called?"), max_length=40, help_text=_("One word, no place name.")
    )
    corners = PositionsField(
        label=_("The corners"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Click them on the map, or write one a line: latitude longitude, as 55.40000 10.39000."),
    )  # fmt: skip
    centre = PositionsField(
        label=_("Or a circle: its centre"), required=False, widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("Latitude longitude. Not the place itself, where that must stay secret."),
    )  # fmt: skip
    radius_m = forms.FloatField(
        label=_("Its radius in metres"), min_value=1, max_value=50_000, required=False
    )
    margin_m = forms.FloatField(label=_("Margin in metres"), min_value=0, max_value=20_000, initial=0)
    margin_reason = forms.CharField(
        label=_("Reason for the margin"), max_length=400, required=False,
        help_text=_("How long help needs to come, and how fast he comes."),
    )  # fmt: skip
    way = PositionsField(
        label=_("A way through that he may travel"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Points along it, one a line. It becomes a corridor in the zone."),
    )  # fmt: skip
    way_width_m = forms.FloatField(label=_("Its width in metres"), min_value=1, max_value=500, required=False)
    max_transit_s = forms.IntegerField(
        label=_("Longest time in it, in seconds"), min_value=1, max_value=7200, required=False
    )
    his_places = forms.CharField(
        label=_("Where he lives, works, studies or usually goes"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: home, work, school or other, then latitude longitude. Weighed, not kept."),
    )  # fmt: skip
    secret_place = PositionsField(
        label=_("The place that must stay secret"), required=False, widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("Latitude longitude. It is held against the zone and kept nowhere."),
    )  # fmt: skip
    weighed = long_text(
        _("How was weighed what the checks found?"), required=False,
        help_text=_("An answer to each check that says look again or not checked."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hiding = bool(lives_in_hiding(self.file.happened))
        self.geometry: dict[str, Any] | None = None
        self.corridor: dict[str, Any] | None = None
        self.findings: list[Finding] = []
        if not self.hiding:
            del self.fields["secret_place"]

    def drawn_fields(self) -> list[Any]:
        """Return the questions about the shape, for the page."""
        return [self[name] for name in self.fields if name not in ("zone", "weighed", "at")]

    def answer_fields(self) -> list[Any]:
        """Return the questions that follow the checks."""
        return [self["weighed"], self["at"]]

    def clean_his_places(self) -> list[Place]:
        """Return his places; each line names what it is."""
        found = []
        for number, line in enumerate(self.cleaned_data["his_places"].splitlines(), start=1):
            if line.strip():
                kind, _space, rest = line.strip().partition(" ")
                if kind not in KINDS:
                    raise forms.ValidationError(
                        gettext("Line {number} does not begin with {kinds}.").format(
                            number=number, kinds=", ".join(KINDS)
                        )
                    )
                found.append(Place(kind, {"type": "Point", "coordinates": list(_position(rest, number))}))
        return found

    def clean(self) -> dict[str, Any]:
        """Make the outline and look it over."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self.geometry = self._outline(said)
        if self.geometry is None:
            return said
        if said.get("way"):
            self.corridor = self._corridor(said)
        self.findings = self._looked_over(said)
        self._answer_for_findings(said)
        if said.get("margin_m") and not said.get("margin_reason"):
            self.add_error("margin_reason", gettext("Say why the margin is as wide as this."))
        return said

    def shown(self) -> list[dict[str, Any]]:
        """Return what the checks found: `{"check", "result", "reason", "remedy", "law", "proposal"}`."""
        questions = zone_questions(self.file.case.law)
        return [
            {
                "check": each.check, "result": each.result.value, "reason": said_of(each),
                "remedy": remedy_of(each), "law": questions.get(each.weighs or ""), "proposal": each.proposal,
            }
            for each in self.findings
        ]  # fmt: skip

    def drawn(self) -> dict[str, Any]:
        """Return what the map shows: outline, corridor and the shapes that the checks propose."""
        return {
            "zone": self.geometry,
            "corridor": self.corridor,
            "proposals": [each.proposal for each in self.findings if each.proposal],
        }

    def events(self) -> list[Event]:
        """Keep the shapes as versions, and return the zone that names them by hash."""
        said, case = self.cleaned_data, self.file.case
        assert self.geometry is not None
        zone = zones.draw(case, said["zone"], self.geometry)
        corridors = []
        if self.corridor:
            name = f"{said['zone'][:30]}-corridor"
            kept = zones.draw(case, name, self.corridor)
            corridors = [Corridor(id=name, sha256=kept.sha256, max_transit_s=said["max_transit_s"])]
        worst: dict[str, Result] = {}
        for each in self.findings:
            if SEVERITY[each.result] >= SEVERITY[worst.get(each.check, Result.FINE)]:
                worst[each.check] = each.result
        return [
            ZoneDrawn(
                at=said["at"], zone=zone.name, sha256=zone.sha256, margin_m=said["margin_m"],
                margin_reason=said["margin_reason"], corridors=tuple(corridors), weighed=said["weighed"],
                found={check: result.value for check, result in worst.items()},
            )
        ]  # fmt: skip

    def _outline(self, said: dict[str, Any]) -> dict[str, Any] | None:
        corners, centre = said.get("corners") or [], said.get("centre") or []
        if corners:
            if len(corners) < 3:
                self.add_error("corners", gettext("A zone has at least three corners."))
                return None
            ring = [list(each) for each in (*corners, corners[0])]
            geometry: dict[str, Any] = {"type": "Polygon", "coordinates": [ring]}
            if not check_zone(geometry):
                geometry = to_geojson(shapely.geometry.shape(geometry))
            return geometry
        if len(centre) == 1 and said.get("radius_m"):
            (lon, lat), *_rest = centre
            return about_address(lat, lon, said["radius_m"])
        if not {"corners", "centre", "radius_m"} & set(self.errors):
            self.add_error("corners", gettext("Draw the zone: three corners, or a centre and a radius."))
        return None

    def _corridor(self, said: dict[str, Any]) -> dict[str, Any] | None:
        if len(said["way"]) < 2 or not said.get("way_width_m") or not said.get("max_transit_s"):
            self.add_error("way", gettext("A way has two points or more, a width, and a longest time."))
            return None
        plane = Draft(self.geometry or {}).plane
        area = plane.metres(shapely.geometry.shape(self.geometry))
        line = plane.metres(LineString(said["way"]))
        through = line.buffer(said["way_width_m"] / 2, cap_style="flat").intersection(area)
        if through.is_empty or through.geom_type not in ("Polygon", "MultiPolygon"):
            self.add_error("way", gettext("The way does not go through the zone."))
            return None
        return to_geojson(plane.degrees(through))

    def _looked_over(self, said: dict[str, Any]) -> list[Finding]:
        secret = tuple(
            Place("home", {"type": "Point", "coordinates": list(each)})
            for each in said.get("secret_place") or []
        )
        draft = Draft(
            self.geometry or {},
            said.get("margin_m") or 0.0,
            secret,
            tuple(said.get("his_places") or ()),
            self.hiding,
        )
        near = Layers()
        if not check_zone(draft.geometry):
            shelf = Shelf(settings.HOME / "layers.db")
            near = shelf.near(draft.plane.degrees(draft.area.envelope).bounds, NEARBY_DEG)
            shelf.close()
        return look_over(draft, near, secret_seed=self._seed())

    def _seed(self) -> bytes:
        """Return the case's secret number: the same each time, told to nobody."""
        words = f"zone:{self.file.case.reference}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()

    def _answer_for_findings(self, said: dict[str, Any]) -> None:
        for each in self.findings:
            hidden = each.check == "disclosure" and each.result is Result.NOT_CHECKED
            if each.result is Result.WRONG or hidden:
                field = "secret_place" if hidden else "corners"
                self.add_error(field, f"{said_of(each)} {remedy_of(each)}".strip())
        asked = any(each.result in (Result.LOOK, Result.NOT_CHECKED) for each in self.findings)
        if asked and not said.get("weighed"):
            self.add_error(
                "weighed", gettext("The checks found something to answer: see them under the map.")
            )


SEVERITY = {Result.FINE: 0, Result.NOT_CHECKED: 1, Result.LOOK: 2, Result.WRONG: 3}


def _position(line: str, number: int) -> Position:
    parts = line.replace(";", " ").replace(", ", " ").split()
    try:
        lat, lon = (float(part.strip(",").replace(",", ".")) for part in parts)
    except ValueError:
        raise forms.ValidationError(_unreadable(number)) from None
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise forms.ValidationError(_unreadable(number))
    return lon, lat


def _unreadable(number: int) -> str:
    return gettext("Line {number} is not a latitude and a longitude, such as 55.40000 10.39000.").format(
        number=number
    )
