"""What a regulation lets the authority choose: how wide a margin, how great a minimum distance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaern.errors import InputError
from vaern.monitoring.node import Node
from vaern.monitoring.rules import MonitoringRules
from vaern.monitoring.terms import Control

_FIELDS = ("pack", "citation", "from", "margin_m", "minimum_distance_m")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that may be chosen, in metres, both allowed."""

    least_m: float
    most_m: float

    def hold(self, metres: float) -> bool:
        """Say whether `metres` may be chosen."""
        return self.least_m <= metres <= self.most_m


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation under a pack's law, in force from `begins` (ms since 1970) until the next of the pack.

    `enabling` is the provision of the pack that lets it be made, `citation` its own. None: not bounded.
    """

    pack: str
    citation: str
    enabling: str
    begins: int
    margin: Bounds | None
    minimum_distance: Bounds | None


def parse_regulations(data: Any, rules: Mapping[str, MonitoringRules]) -> tuple[Regulation, ...]:
    """Return the regulations of `{"regulations": [...]}`, those of one pack in order of time.

    InputError, with a JSON pointer, on a pack whose law gives no regulation anything to bound, on bounds that
    cross, and on whatever is not known.
    """
    document = Node(data)
    document.only("regulations")
    found = [_regulation(node, rules) for node in document["regulations"].items()]
    return tuple(sorted(found, key=lambda each: (each.pack, each.begins)))


def refuse_beyond(
    before: Sequence[Control], after: Sequence[Control], regulations: Sequence[Regulation]
) -> None:
    """Refuse controls of `after` that choose what the regulation then in force does not allow.

    Each margin is held against the regulation in force when it begins, the minimum distance against the one
    in force when the control begins. What stood like this in `before` was allowed when it was put and stays.
    InputError with a JSON pointer and both provisions.
    """
    known = {control.id: control for control in before}
    for row, control in enumerate(after if regulations else ()):
        beyond = next(_beyond(control, f"/controls/{row}", regulations), None)
        if beyond and known.get(control.id) != control:
            raise beyond


def _beyond(control: Control, where: str, regulations: Sequence[Regulation]) -> Iterator[InputError]:
    for begins, metres, what, pointer in _chosen(control):
        found = _in_force(regulations, control.rules.pack, begins)
        bounds = found and (found.margin if what == "margin" else found.minimum_distance)
        if found and bounds and not bounds.hold(metres):
            yield InputError(
                f"this {what} is not what {found.citation}, made under {found.enabling}, allows",
                where + pointer,
                f"{bounds.least_m:g} to {bounds.most_m:g} metres",
            )


def _chosen(control: Control) -> Iterator[tuple[int, float, str, str]]:
    for number, zone in enumerate(control.zones):
        for margin in zone.margins:
            yield margin.begins, margin.metres, "margin", f"/zones/{number}/margin_m"
    if control.minimum_distance_m is not None:
        yield control.valid.begins, control.minimum_distance_m, "minimum distance", "/minimum_distance_m"


def _in_force(regulations: Sequence[Regulation], pack: str, at: int) -> Regulation | None:
    return next((each for each in reversed(regulations) if each.pack == pack and each.begins <= at), None)


def _regulation(node: Node, rules: Mapping[str, MonitoringRules]) -> Regulation:
    node.only(*_FIELDS)
    pack = node["pack"].text()
    enabling = rules[pack].limits if pack in rules else None
    if enabling is None:
        allowed = ", ".join(name for name, each in rules.items() if each.limits)
        node["pack"].refuse("no provision of this pack lets a regulation bound a margin", allowed or "none")
    return Regulation(
        pack, node["citation"].text(), enabling.citation, node["from"].milliseconds(),
        _bounds(node["margin_m"]), _bounds(node["minimum_distance_m"]),
    )  # fmt: skip


def _bounds(node: Node) -> Bounds | None:
    if node.is_null():
        return None
    node.only("least", "most")
    bounds = Bounds(node["least"].number(0.0), node["most"].positive())
    if bounds.least_m > bounds.most_m:
        node.refuse("the least is more than the most", "bounds in order")
    return bounds
