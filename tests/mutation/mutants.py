"""Small wrongs in a law file: each condition flipped or dropped, each value moved, each part left out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[Any, ...]
DROP = object()
NESTED = ("all", "any", "of_these")
SINGLE = ("not", "holds", "unless", "otherwise")
SETTINGS = {
    "month_end": ("clip", "next_day"),
    "weekend": ("keep", "next_weekday"),
    "orders_run_from": ("service", "decision"),
    "extension_runs_from": ("old_last_day", "decision"),
}
OF_DUTY = (
    "period", "urgency", "right", "begins_when_over", "when", "unless", "unless_any", "unless_measure",
    "after", "only_if", "per_order", "may_be_done_before", "outlives_order", "exceptions", "measures",
    "measure",
)  # fmt: skip
LISTS_OF_DUTY = ("measures", "done_by", "gone_by", "unless_any", "after", "exceptions")
MEASURE_KEYS = ("ends_with", "of_place", "runs_from", "ordered_by", "expiry_kind")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in `pack.yaml` (file None) or a law file, at a path, to a value or DROP."""

    file: int | None
    path: Path
    to: Any
    name: str

    def applied(self, head: Any, parts: list[Any]) -> tuple[Any, list[Any]]:
        """Return copies of what the files say, with the change."""
        if self.file is None:
            return _changed(head, self.path, self.to), parts
        changed = list(parts)
        name, data = parts[self.file]
        changed[self.file] = (name, _changed(data, self.path, self.to))
        return head, changed


def _changed(data: Any, path: Path, to: Any) -> Any:
    """A copy along the path; what lies beside it is shared."""
    step, *rest = path
    copied = copy.copy(data)
    if rest:
        copied[step] = _changed(data[step], tuple(rest), to)
    elif to is DROP:
        del copied[step]
    else:
        copied[step] = to
    return copied


def mutants(head: Any, parts: list[Any]) -> Iterator[Mutant]:
    """Yield every small wrong of a pack."""
    for name, (one, other) in SETTINGS.items():
        if name in head.get("settings", {}):
            to = other if head["settings"][name]["rule"] == one else one
            yield Mutant(None, ("settings", name, "rule"), to, f"pack.yaml settings {name}: {to}")
    for place, measure in enumerate(head["measures"]):
        for key in MEASURE_KEYS:
            if key in measure:
                yield Mutant(None, ("measures", place, key), DROP, f"pack.yaml {measure['id']}: drop {key}")
    for number, (file, part) in enumerate(parts):
        for place, provision in enumerate(part["provisions"]):
            where = f"{file} {provision['cite']}"
            for path, to, what in _of_provision(provision):
                yield Mutant(number, ("provisions", place, *path), to, f"{where}: {what}")


def _of_provision(data: Any) -> Iterator[tuple[Path, Any, str]]:
    for place, rule in enumerate(data.get("rules", ())):
        path = ("rules", place)
        for change, to, what in _expression(rule["when"]):
            yield (*path, "when", *change), to, f"rule {rule['id']}: {what}"
        yield from _each_dropped((*path, "general_for"), rule.get("general_for", ()), f"rule {rule['id']}")
    for place, ground in enumerate(data.get("grounds", ())):
        yield ("grounds", place), DROP, f"drop ground of {ground['opens']}"
        yield from _each_dropped(("grounds", place, "conditions"), ground["conditions"], "ground")
    used = set(_values_used(data))
    for place, value in enumerate(data.get("values", ())):
        if value["id"] in used:
            for to in _moved(value["is"]):
                yield ("values", place, "is"), to, f"value {value['id']}: {to}"
    for place, offences in enumerate(data.get("offences", ())):
        yield from _of_offences(("offences", place), offences)
    for place, term in enumerate(data.get("terms", ())):
        yield ("terms", place), DROP, f"drop term of {', '.join(term['measures'])}"
        yield from _each_dropped(("terms", place, "measures"), term["measures"], "term")
        if "when" in term:
            yield ("terms", place, "when"), DROP, "term: drop when"
            for change, to, what in _expression(term["when"]):
                yield ("terms", place, "when", *change), to, f"term: {what}"
    for place, ending in enumerate(data.get("endings", ())):
        name = f"ending {ending['event']}"
        yield ("endings", place), DROP, f"drop {name}"
        yield from _each_dropped(("endings", place, "measures"), ending["measures"], name)
        for key in ("when", "unless"):
            if key in ending:
                yield ("endings", place, key), DROP, f"{name}: drop {key}"
    for place, duty in enumerate(data.get("duties", ())):
        yield from _of_duty(("duties", place), duty)


def _of_duty(path: Path, duty: Any) -> Iterator[tuple[Path, Any, str]]:
    name = f"duty {duty['kind']}"
    yield path, DROP, f"drop {name}"
    for key in OF_DUTY:
        if key in duty:
            yield (*path, key), DROP, f"{name}: drop {key}"
    for key in LISTS_OF_DUTY:
        yield from _each_dropped((*path, key), duty.get(key, ()), f"{name} {key}")
    for key in ("actor", "towards"):
        to = "custodian" if duty[key] != "custodian" else "court"
        yield (*path, key), to, f"{name}: {key} {to}"


def _of_offences(path: Path, offences: Any) -> Iterator[tuple[Path, Any, str]]:
    for key in ("sections", "open"):
        yield from _each_dropped((*path, key), offences.get(key, ()), f"offences {offences['id']} {key}")
    for key in ("open", "excluded", "carrying"):
        if key in offences:
            yield (*path, key), DROP, f"offences {offences['id']}: drop {key}"


def _each_dropped(path: Path, entries: Any, what: str) -> Iterator[tuple[Path, Any, str]]:
    if len(entries) > 1:
        for place, entry in enumerate(entries):
            yield (*path, place), DROP, f"{what}: drop {_short(entry)}"
    elif entries and path[-1] == "general_for":
        yield path, DROP, f"{what}: no longer general for {entries[0]}"


def _short(entry: Any) -> str:
    return entry.get("rule") or str(entry) if isinstance(entry, dict) else str(entry)


def _values_used(data: Any) -> Iterator[str]:
    """The values of a provision that something counts with; the others are only read."""
    if isinstance(data, list):
        for each in data:
            yield from _values_used(each)
    if isinstance(data, dict):
        for key in ("max_duration", "max_extension", "authority", "period", "at_least", "carrying"):
            if isinstance(data.get(key), str):
                yield data[key]
        for each in data.values():
            yield from _values_used(each)


def _moved(value: Any) -> Iterator[Any]:
    if isinstance(value, int):
        yield from (value - 1, value + 1)
        return
    number = re.search(r"\d+", value)
    if number and value.startswith("P"):
        yield value.replace(number[0], str(int(number[0]) + 1), 1)
        if int(number[0]) > 1:
            yield value.replace(number[0], str(int(number[0]) - 1), 1)
    else:
        yield f"not {value}"


def _expression(said: Any) -> Iterator[tuple[Path, Any, str]]:
    """Each node flipped, then what it is made of dropped or widened."""
    yield (), {"not": said}, f"flip {_node(said)}"
    for key in NESTED:
        if key in said:
            if len(said[key]) > 1:
                for place, each in enumerate(said[key]):
                    yield (key, place), DROP, f"drop {_node(each)} of {key}"
                other = {"all": "any", "any": "all"}.get(key)
                if other:
                    yield (), {other: said[key]}, f"{key} becomes {other}: {_node(said)}"
            for place, each in enumerate(said[key]):
                yield from (((key, place, *path), to, what) for path, to, what in _expression(each))
    for key in SINGLE:
        if key in said:
            yield from (((key, *path), to, what) for path, to, what in _expression(said[key]))
    if "unless" in said:
        yield (), said["holds"], "drop the exception"
    if "otherwise" in said:
        yield ("otherwise",), DROP, f"drop otherwise of {_node(said)}"
    if isinstance(said.get("is"), list):
        yield from _each_dropped(("is",), said["is"], f"{said['fact']}")
    for key in ("protecting", "or_given_together"):
        if key in said:
            yield (key,), DROP, f"drop {key} of {_node(said)}"
    if "act" in said:
        if "at_least" in said:
            yield ("at_least",), DROP, "act: drop at_least"
        for key, value in said["act"].items():
            if len(said["act"]) > 1:
                yield ("act", key), DROP, f"act: drop {key}"
            if isinstance(value, list):
                yield from _each_dropped(("act", key), value, f"act {key}")


def _node(said: Any) -> str:
    operator = next(iter(said))
    value = said[operator]
    return f"{operator} {value}" if isinstance(value, str) else operator
