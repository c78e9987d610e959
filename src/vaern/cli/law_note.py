"""A finding or a list of obligations as a readable note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.cli.law_text import STATUS, said, weighing, wrapped

MARKS = {"yes": "yes", "no": "no", "undetermined": "open"}
TITLES = {
    "yes": "May be given",
    "undetermined": "Open: a fact or an assessment is missing",
    "no": "May not be given",
}


def note(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the answer of `assess`: what may be given, what is open and on what, what may not be given."""
    receipt = found["receipt"]
    yield f"{found['law']}, version {receipt['version']}. {STATUS[receipt['status']]}"
    measures: Mapping[str, Any] = found["measures"]
    for holds, title in TITLES.items():
        named = [name for name, each in measures.items() if each["available"] == holds]
        yield f"{title}: {', '.join(named) or 'none'}"
    yield from _pointed_out(found.get("least_intrusive"))
    for name, each in measures.items():
        yield from _measure(name, each)
    yield from _files(receipt)


def _pointed_out(least: Mapping[str, Any] | None) -> Iterator[str]:
    if least is None:
        return
    named = least["measure"] or "none is available yet"
    before = least["undetermined"]
    still = f"; still open, and less intrusive: {', '.join(before)}" if before else ""
    text = f"Least intrusive of those that may be given: {named}{still}. Pointed out, not chosen."
    yield from wrapped(f"{text} {least['text']}  [{least['citation']}]", "  ", first="")


def _measure(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    title = f"{name}: {TITLES[found['available']].lower()}"
    yield from ("", title, "-" * len(title))
    for ground in found["grounds"]:
        yield f"  {ground['citation']}: {MARKS[ground['holds']]}"
        yield from _conditions(ground["conditions"], "    ")
    if found["general_conditions"]:
        yield "  always:"
        yield from _conditions(found["general_conditions"], "    ")
    if found["available"] != "no":
        yield from _terms(found)
        open_ = [each for each in found["assessments"] if each["answer"] is None]
        for each in open_:
            yield from weighing(each)
        for each in found["notes"]:
            yield from said(each)


def _conditions(conditions: Sequence[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for each in conditions:
        why = f" because of {', '.join(each['because'])}" if each["because"] else ""
        missing = f"; missing: {', '.join(each['missing'])}" if each["missing"] else ""
        mark = MARKS[each["holds"]]
        text = f"{mark}{why}{missing}: {each['text']}  [{each['citation']}]"
        yield from wrapped(text, f"{indent}  ", first=f"{indent}- ")


def _terms(found: Mapping[str, Any]) -> Iterator[str]:
    for label, name in (("at most", "max_duration"), ("decided by", "authority")):
        if found[name]:
            yield f"  {label}: {found[name]}"
    if found["combinable_with"]:
        yield f"  may be combined with: {', '.join(found['combinable_with'])}"


def timetable(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the answer of `deadlines`: each obligation with its last moment, its owner and how it stands."""
    receipt = found["receipt"]
    yield f"{receipt['pack']}, version {receipt['version']}. {STATUS[receipt['status']]}"
    for each in found["obligations"]:
        due = each["due"] or each["urgency"] or "no time said"
        measure = f" ({each['measure']})" if each["measure"] else ""
        yield f"\n{due}  {each['status']}  {each['kind'].replace('_', ' ')}{measure}"
        trigger = each["trigger"]
        whose = f"{each['actor']} to {each['towards']}, after {trigger['type']} at {trigger['at']}"
        yield from wrapped(f"{whose}: {each['text']}  [{each['citation']}]", "    ", first="  ")
        for part in each["notes"]:
            yield from said(part)
    yield from _files(receipt)


def _files(receipt: Mapping[str, Any]) -> Iterator[str]:
    yield f"\nMade with engine {receipt['engine']} from:"
    for name, digest in receipt["files"].items():
        yield f"  {name}  {digest}"
