"""What one pack changes against another, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.law.portrait import portrait
from vaern.law.statute import Pack

ASPECTS = (
    "conditions", "offences", "assessments", "max_duration", "max_extension", "authority", "endings",
    "effects", "duties", "papers",
)  # fmt: skip
DUTY = ("kind", "right", "actor", "towards", "event", "period", "urgency")


def compare(old: Pack, new: Pack) -> dict[str, Any]:
    """Return what the new pack changes.

    `{"from", "to", "measures": [{"measure", "was": [measure], "changes": [{"aspect", "before": [said],
    "after": [said]}]}], "new": [measure], "gone": [measure]}`, where `said` is `{"what", "codes",
    "text", "citation"}`: what is said without the words of its law, the codes it is said with, and where.
    Only what differs is listed.
    """
    pairs = {measure: _forerunners(old, new, measure) for measure in new.measures}
    taken = {each for before in pairs.values() for each in before}
    return {
        "from": _head(old),
        "to": _head(new),
        "measures": [_change(old, new, name, before) for name, before in pairs.items() if before],
        "new": [name for name, before in pairs.items() if not before],
        "gone": [name for name in old.measures if name not in taken],
    }


def _head(pack: Pack) -> dict[str, str]:
    return {"id": pack.id, "title": pack.title, "status": pack.status, "version": pack.version}


def _forerunners(old: Pack, new: Pack, measure: str) -> list[str]:
    named = [each.removeprefix(f"{old.id}/") for each in new.measures[measure].replaces]
    found = [each for each in named if each in old.measures]
    return found or [each for each in (measure,) if each in old.measures]


def _change(old: Pack, new: Pack, measure: str, before: Sequence[str]) -> dict[str, Any]:
    then = _merged([_said(portrait(old, each)) for each in before])
    now = _said(portrait(new, measure))
    changes = [
        {"aspect": aspect, "before": then[aspect], "after": now[aspect]}
        for aspect in ASPECTS
        if {each["what"] for each in then[aspect]} != {each["what"] for each in now[aspect]}
    ]
    return {"measure": measure, "was": list(before), "changes": changes}


def _merged(said: Sequence[Mapping[str, list[dict[str, Any]]]]) -> dict[str, list[dict[str, Any]]]:
    return {aspect: _once(each for one in said for each in one[aspect]) for aspect in ASPECTS}


def _said(shown: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        "conditions": _once(_conditions(shown)),
        "offences": _once(_offences(shown)),
        "assessments": _once(_item(each, each["judged"]) for each in shown["assessments"]),
        **{
            kind: _once(_item(each, str(each["is"])) for each in shown["terms"] if each["kind"] == kind)
            for kind in ("max_duration", "max_extension", "authority")
        },
        "endings": _once(_item(each, each["event"]) for each in shown["endings"]),
        "effects": _once(_item(each, _effect(each), "kind", "is") for each in shown["effects"]),
        "duties": _once(_item(each, _duty(each), *DUTY) for each in shown["duties"]),
        "papers": _once(
            _item(each, f"{each['title']} ({each['step']})", "title", "step") for each in shown["papers"]
        ),
    }


def _conditions(shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for ground in shown["grounds"]:
        for each in ground["conditions"]:
            yield _item(each, each["text"])
    for each in shown["general_conditions"]:
        yield _item(each, each["text"])


def _offences(shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for listed in shown["offences"]:
        least = f", carrying {listed['at_least_months']} months or more" if listed["at_least_months"] else ""
        for section in listed["sections"]:
            item = _item(listed, f"{listed['law']} § {section}{least}", "law", "at_least_months")
            yield {**item, "codes": {**item["codes"], "section": section}}


def _effect(effect: Mapping[str, Any]) -> str:
    return effect["kind"] if effect["is"] is None else f"{effect['kind']}: {_word(effect['is'])}"


def _duty(duty: Mapping[str, Any]) -> str:
    until = duty["period"] or duty["urgency"] or "no time said"
    return f"{duty['kind']} ({duty['actor']} to {duty['towards']}, after {duty['event']}, {until})"


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _item(part: Mapping[str, Any], what: str, *codes: str) -> dict[str, Any]:
    said_with = {name: part[name] for name in codes}
    return {"what": what, "codes": said_with, "text": part.get("text", ""), "citation": part["citation"]}


def _once(items: Any) -> list[dict[str, Any]]:
    return list({(each["what"], each["citation"]): each for each in items}.values())
