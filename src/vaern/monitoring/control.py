"""From `controls.json` to checked controls: whatever cannot be judged is refused, never passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from vaern.errors import InputError
from vaern.monitoring.calendar import last_moment_ms
from vaern.monitoring.node import Node
from vaern.monitoring.rules import MonitoringRules
from vaern.monitoring.schedule import parse_schedule
from vaern.monitoring.spans import closed_span, open_span, refuse_backwards
from vaern.monitoring.terms import Control, Margin, Opening, Pattern, Span, Zone
from vaern.zones import Outline, check_zone

__all__ = ["Control", "carriers", "parse_controls"]

REPORT_INTERVAL_S = 60.0
KINDS_OF_ZONE = ("prohibited", "required")
INTERVALS_UNTIL_LOST = 5
"""Silence counts as a lost signal after so many missed reports, where the control states no time."""

_CONTROL = (
    "id", "law", "order", "mode", "valid", "respondent", "respondent_devices", "protected",
    "protected_devices", "protected_consent", "zones", "permissions", "planned_silence", "minimum_distance_m",
    "following_distance_m", "protected_alert_within_m", "report_interval_s", "signal_lost_after_s",
    "battery_low_pct", "pattern",
)  # fmt: skip
_ZONE = ("id", "kind", "geometry", "margin_m", "schedule", "corridors", "protected_places")


Checked = Mapping[str, tuple[Mapping[str, Any], Control]]
"""What has been checked before, by the control's id: its JSON and the control that this became."""


def parse_controls(
    data: Mapping[str, Any], rules: Mapping[str, MonitoringRules], checked: Checked = MappingProxyType({})
) -> tuple[Control, ...]:
    """Return the controls of a `controls.json` object; `rules` are those of each pack.

    What stands in `checked` as it was, under the same rules, is not checked again.
    InputError, with a JSON pointer and the provision where there is one, on whatever is unusable or unjudged.
    """
    document = Node(data)
    document.only("controls")
    if not isinstance(document["controls"].value, list):
        document["controls"].refuse("this is missing or not an array", "an array of controls")
    nodes = list(document["controls"].items())
    controls = tuple(_as_before(node, checked) or _control(node, rules) for node in nodes)
    _refuse_repeats([control.id for control in controls], nodes, "two controls have the same id")
    _refuse_shared_devices(controls, nodes)
    return controls


def _as_before(node: Node, checked: Checked) -> Control | None:
    name = node.value.get("id") if checked and isinstance(node.value, dict) else None
    said, control = checked.get(name, (None, None)) if isinstance(name, str) else (None, None)
    return control if said == node.value else None


def _control(node: Node, rules: Mapping[str, MonitoringRules]) -> Control:
    node.only(*_CONTROL)
    law = node["law"].text()
    if law not in rules:
        node["law"].refuse(
            "this pack is unknown or allows no electronic control", ", ".join(rules) or "no pack"
        )
    pack = rules[law]
    mode = _mode(node["mode"], pack)
    valid = _valid(node["valid"], pack)
    report_interval_s = node["report_interval_s"].number(REPORT_INTERVAL_S)
    return Control(
        id=node["id"].text(),
        rules=pack,
        mode=mode,
        valid=valid,
        respondent=node["respondent"].text(),
        respondent_devices=_devices(node["respondent_devices"]),
        protected=None if node["protected"].is_null() else node["protected"].text(),
        protected_devices=_devices(node["protected_devices"]),
        consent=None if node["protected_consent"].is_null() else open_span(node["protected_consent"]),
        zones=_zones(node, pack, valid),
        permissions=_everywhere(node["permissions"]),
        planned_silence=tuple(_reasoned(item) for item in node["planned_silence"].items()),
        minimum_distance_m=_distance(node["minimum_distance_m"], pack),
        following_distance_m=_following(node["following_distance_m"], pack),
        protected_alert_within_m=node["protected_alert_within_m"].number_or_none(),
        report_interval_s=report_interval_s,
        signal_lost_after_s=node["signal_lost_after_s"].positive(INTERVALS_UNTIL_LOST * report_interval_s),
        battery_low_pct=node["battery_low_pct"].number_or_none(),
        unwatched=tuple(_unwatched(node, pack)),
        pattern=None if node["pattern"].is_null() else _pattern(node["pattern"]),
    )


def _mode(node: Node, pack: MonitoringRules) -> str:
    mode = node.text()
    if mode not in pack.modes:
        allowed = ", ".join(pack.modes)
        node.refuse(f"{pack.modes_citation} does not allow this mode of control", f"one of: {allowed}")
    return mode


def _valid(node: Node, pack: MonitoringRules) -> Span:
    node.only("from", "to")
    span = Span(node["from"].milliseconds(), node["to"].milliseconds())
    refuse_backwards(node, span)
    longest = pack.longest_control
    if longest and span.ends > last_moment_ms(span.begins, longest.value, pack.time_zone):
        node["to"].refuse(
            f"the control lasts longer than {longest.citation} allows", f"at most {longest.value}"
        )
    return span


def _distance(node: Node, pack: MonitoringRules) -> float | None:
    metres = None if node.is_null() else node.positive()
    return metres if "distance" in pack.watched else None


def _following(node: Node, pack: MonitoringRules) -> float | None:
    """Return from where on both are followed; where the authority has not chosen, what opens least."""
    if pack.following is None:
        if not node.is_null():
            node.refuse(f"{pack.pack} lets nobody follow the parties by their distance", "null")
        return None
    metres = node.number(pack.following.least_m)
    if not pack.following.least_m <= metres <= pack.following.most_m:
        allowed = f"{pack.following.least_m:.0f} to {pack.following.most_m:.0f} metres"
        node.refuse(f"this is not what {pack.following.citation} allows", allowed)
    return metres


def _unwatched(node: Node, pack: MonitoringRules) -> Iterator[str]:
    """Yield what a control states and its law lets nobody judge, as JSON pointers: said, not judged."""
    if "distance" not in pack.watched and not node["minimum_distance_m"].is_null():
        yield node["minimum_distance_m"].where
    for zone in node["zones"].items():
        if "margin" not in pack.watched and not zone["margin_m"].is_null():
            yield zone["margin_m"].where


def _zones(node: Node, pack: MonitoringRules, valid: Span) -> tuple[Zone, ...]:
    order, nodes, needed = node["order"].text(), list(node["zones"].items()), pack.order
    if needed and (order != needed.value or not nodes):
        at = node["zones"] if order == needed.value else node["order"]
        at.refuse(f"{needed.citation} presupposes an {needed.value} with a zone", needed.value)
    permitted = _at_places(node["permissions"])
    zones = tuple(_zone(zone, pack, valid, permitted) for zone in nodes)
    _refuse_repeats([zone.id for zone in zones], nodes, "two zones have the same id")
    if needed and all(zone.required for zone in zones):
        prohibited = "a zone of kind prohibited"
        node["zones"].refuse(f"{needed.citation} presupposes an {needed.value} with {prohibited}", prohibited)
    return zones


def _zone(node: Node, pack: MonitoringRules, valid: Span, permitted: tuple[Opening, ...]) -> Zone:
    node.only(*_ZONE)
    kind, schedule = node["kind"].text("prohibited"), node["schedule"]
    if kind not in KINDS_OF_ZONE:
        node["kind"].refuse("this kind of zone is unknown", " or ".join(KINDS_OF_ZONE))
    if pack.zones and kind not in pack.zones.values:
        allowed = " or ".join(pack.zones.values)
        node["kind"].refuse(f"{pack.zones.citation} does not allow this kind of zone", allowed)
    corridors, margins = _corridors(node["corridors"], valid), _margins(node["margin_m"], valid)
    if kind == "required" and corridors:
        node["corridors"].refuse("a zone in which he must be has no corridors", "null")
    return Zone(
        id=node["id"].text(),
        geometry=_geometry(node["geometry"]),
        margins=margins if "margin" in pack.watched and kind == "prohibited" else (),
        protected_places=tuple(_place(place) for place in node["protected_places"].items()),
        outline=Outline.of(node["geometry"].value),
        required=kind == "required",
        hours=None if schedule.is_null() else parse_schedule(schedule, valid),
        openings=corridors + permitted,
    )


def _geometry(node: Node) -> Mapping[str, Any]:
    problems = check_zone(node.value)
    if problems:
        node.refuse(problems[0], "a closed polygon that does not cross itself, longitude first")
    geometry: Mapping[str, Any] = node.value
    return geometry


def _corridors(node: Node, valid: Span) -> tuple[Opening, ...]:
    found, nodes = [], list(node.items())
    for item in nodes:
        item.only("id", "geometry", "max_transit_s")
        transit_ms = round(item["max_transit_s"].positive() * 1000)
        found.append(Opening(item["id"].text(), _geometry(item["geometry"]), valid, transit_ms))
    _refuse_repeats([corridor.name for corridor in found], nodes, "two corridors have the same id")
    return tuple(found)


def _pattern(node: Node) -> Pattern:
    node.only("crossings", "within_s")
    crossings = node["crossings"].positive()
    if crossings != int(crossings) or crossings < 2:
        node["crossings"].refuse("this is no number of crossings that makes a pattern", "two or more")
    return Pattern(int(crossings), round(node["within_s"].positive() * 1000))


def _margins(node: Node, valid: Span) -> tuple[Margin, ...]:
    if node.is_null():
        return ()
    if not isinstance(node.value, list):
        return (Margin(valid.begins, node.number()),)
    margins = []
    for item in node.items():
        item.only("from", "m", "by", "reason")
        said = item["by"].text(), item["reason"].text()
        margins.append(Margin(item["from"].milliseconds(), item["m"].number(), *said))
        if len(margins) > 1 and margins[-1].begins <= margins[-2].begins:
            item["from"].refuse("a margin begins before the one it follows", "margins in order of time")
    return tuple(margins)


def _place(node: Node) -> tuple[float, float]:
    numbers = node.value if isinstance(node.value, list) and len(node.value) == 2 else None
    if not numbers or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        node.refuse("this is not a position", "[longitude, latitude]")
    lon, lat = numbers
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        node.refuse("this position lies nowhere on earth", "[longitude, latitude]")
    return float(lat), float(lon)


def _everywhere(node: Node) -> tuple[Span, ...]:
    """Return when he may be anywhere."""
    for item in node.items():
        item.only("geometry", "from", "to", "reason")
    return tuple(closed_span(item) for item in node.items() if item["geometry"].is_null())


def _at_places(node: Node) -> tuple[Opening, ...]:
    """Return where he may be at a time."""
    return tuple(
        Opening(f"permission {number}", _geometry(item["geometry"]), closed_span(item))
        for number, item in enumerate(node.items())
        if not item["geometry"].is_null()
    )


def _reasoned(node: Node) -> Span:
    node.only("from", "to", "reason")
    return closed_span(node)


def _devices(node: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.text() for item in node.items()))


def _refuse_repeats(names: list[str], nodes: list[Node], error: str) -> None:
    known: set[str] = set()
    for name, node in zip(names, nodes, strict=True):
        if name in known:
            node["id"].refuse(error, "an id of its own")
        known.add(name)


def _refuse_shared_devices(controls: tuple[Control, ...], nodes: list[Node]) -> None:
    """A device may stand in several controls at once only for one person: else whose fix would it be?"""
    carried: dict[str, list[tuple[Span, str]]] = {}
    for control, node in zip(controls, nodes, strict=True):
        for device, person in carriers(control):
            for span, other in carried.setdefault(device, []):
                overlap = span.begins <= control.valid.ends and control.valid.begins <= span.ends
                if overlap and other != person:
                    raise InputError(
                        "one device is carried by two persons at the same time",
                        node.where,
                        "devices of one person",
                    )
            carried[device].append((control.valid, person))


def carriers(control: Control) -> list[tuple[str, str]]:
    """Return each device of a control with the person who carries it."""
    respondent = [(device, control.respondent) for device in control.respondent_devices]
    return respondent + [(device, control.protected_person) for device in control.protected_devices]
