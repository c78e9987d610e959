"""Rules and measures that would ask one another for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from vaern.law.provision import Ground, Provision
from vaern.law.statute import Pack

Node: TypeAlias = tuple[str, ...]
"""`("rule", cite, id, role)` or `("measure", id, role)`: role is the protected one's, "" as asked."""


def circles(pack: Pack) -> Iterator[tuple[Provision, str]]:
    """Yield each provision whose rule is asked again on the way to its own answer, with the way."""
    done: set[Node] = set()
    reported: set[Node] = set()
    for measure in pack.measures:
        for way in _ways_round(pack, ("measure", measure, ""), (), done):
            rule = next(each for each in reversed(way) if each[0] == "rule")
            if rule not in reported:
                reported.add(rule)
                yield pack.provisions[rule[1]], " → ".join(_named(each) for each in way)


def _ways_round(pack: Pack, node: Node, way: tuple[Node, ...], done: set[Node]) -> Iterator[tuple[Node, ...]]:
    if node in way:
        yield (*way[way.index(node) :], node)
        return
    if node in done:
        return
    for following in _asked_by(pack, node):
        yield from _ways_round(pack, following, (*way, node), done)
    done.add(node)


def _asked_by(pack: Pack, node: Node) -> Iterator[Node]:
    if node[0] == "rule":
        _, cite, rule, role = node
        yield from _in_expression(pack, pack.provisions[cite].rules[rule].when, role)
        return
    _, measure, role = node
    for provision in pack.provisions.values():
        for ground in provision.grounds:
            if ground.opens == measure:
                yield from _in_ground(pack, ground, role)
        for general in provision.rules.values():
            if measure in general.general_for:
                yield ("rule", provision.cite, general.id, role)


def _in_ground(pack: Pack, ground: Ground, role: str) -> Iterator[Node]:
    """What stands after a condition that can never hold for this role is not asked."""
    for cite, rule in ground.conditions:
        yield ("rule", cite, rule, role)
        if _never_holds_for(role, pack.provisions[cite].rules[rule].when):
            return


def _never_holds_for(role: str, expression: Mapping[str, Any]) -> bool:
    wanted = expression.get("is", ())
    return bool(role) and expression.get("fact") == "protected.role" and role not in wanted


def _in_expression(pack: Pack, expression: Any, role: str) -> Iterator[Node]:
    if isinstance(expression, list):
        for each in expression:
            yield from _in_expression(pack, each, role)
    if not isinstance(expression, Mapping):
        return
    protecting = expression.get("protecting", role)
    if "rule" in expression:
        yield ("rule", expression["of"], expression["rule"], role)
    if "ground" in expression:
        yield from _in_ground(pack, pack.provisions[expression["ground"]].grounds[0], protecting)
    if "measure" in expression:
        yield ("measure", expression["measure"], role)
    if "order" in expression and expression.get("or_given_together"):
        yield ("measure", expression["order"], protecting)
    for each in expression.values():
        yield from _in_expression(pack, each, role)


def _named(node: Node) -> str:
    return node[1] if node[0] == "measure" else f"{node[2]} of {node[1]}"
