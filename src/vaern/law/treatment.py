"""What the program does with a provision and its parts: the other side of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vaern.law.portrait import one_duty, one_paper, quoted
from vaern.law.provision import Provision
from vaern.law.statute import Pack

Part = Iterator[dict[str, Any]]


def treatment(pack: Pack, cite: str) -> dict[str, list[dict[str, Any]]]:
    """Return what stands in the pack beside a provision's words and those of its parts.

    `{"opens", "conditions", "values", "offences", "terms", "endings", "effects", "assessments", "papers",
    "duties", "penalties", "readings", "not_a_rule"}`: lists, each item with the `citation` of its own
    provision; a list is empty where there is nothing.
    """
    parts = pack.parts(cite)
    return {name: [item for each in parts for item in of(pack, each)] for name, of in ASPECTS.items()}


def _opens(pack: Pack, provision: Provision) -> Part:
    for ground in provision.grounds:
        conditions = [pack.provisions[cite].rules[rule] for cite, rule in ground.conditions]
        asked = [
            quoted(pack, pack.provisions[cite], rule)
            for (cite, _), rule in zip(ground.conditions, conditions, strict=True)
        ]
        yield {"measure": ground.opens, "conditions": asked, "citation": pack.full(provision.cite)}


def _conditions(pack: Pack, provision: Provision) -> Part:
    for rule in provision.rules.values():
        yield {"id": rule.id, "general_for": list(rule.general_for), **quoted(pack, provision, rule)}


def _values(pack: Pack, provision: Provision) -> Part:
    for name, value in provision.values.items():
        yield {"name": name, "is": value.is_, "text": value.words, "citation": pack.full(provision.cite)}


def _offences(pack: Pack, provision: Provision) -> Part:
    for listed in provision.offences.values():
        yield {
            "law": listed.law,
            "sections": list(listed.sections),
            "open": list(listed.open),
            "at_least_months": provision.values[listed.carrying].is_ if listed.carrying else None,
            "excluded": [
                {"sections": list(each.sections), **quoted(pack, provision, each)} for each in listed.excluded
            ],
            "text": listed.words,
            "citation": pack.full(provision.cite),
        }


def _terms(pack: Pack, provision: Provision) -> Part:
    for term in provision.terms:
        for kind in ("max_duration", "max_extension", "authority"):
            if name := getattr(term, kind):
                value = provision.values[name]
                said = {"kind": kind, "is": value.is_, "text": value.words, "measures": list(term.measures)}
                yield {**said, "exception": term.when is not None, "citation": pack.full(provision.cite)}


def _endings(pack: Pack, provision: Provision) -> Part:
    for ending in provision.endings:
        said = {"event": ending.event, "measures": list(ending.measures), "unless": dict(ending.unless)}
        yield {**said, **quoted(pack, provision, ending)}


def _effects(pack: Pack, provision: Provision) -> Part:
    for effect in provision.effects:
        said = {"kind": effect.kind, "is": effect.is_, "measures": list(effect.measures)}
        yield {**said, **quoted(pack, provision, effect)}


def _assessments(pack: Pack, provision: Provision) -> Part:
    for each in provision.assessments:
        yield {
            "judged": each.judged,
            "decided_by": each.decided_by,
            "weigh": [quoted(pack, provision, factor) for factor in each.weigh],
            "practice": [quoted(pack, provision, example) for example in each.practice],
            "citation": pack.full(provision.cite),
        }


def _papers(pack: Pack, provision: Provision) -> Part:
    return (one_paper(pack, provision, paper) for paper in provision.papers)


def _duties(pack: Pack, provision: Provision) -> Part:
    return (one_duty(pack, provision, duty) for duty in provision.duties)


def _penalties(pack: Pack, provision: Provision) -> Part:
    for each in provision.penalties:
        yield {"section": each.section, "is": each.is_, **quoted(pack, provision, each)}


def _readings(pack: Pack, provision: Provision) -> Part:
    for reading in provision.readings:
        yield {"text": f"Reading: {reading}", "citation": pack.full(provision.cite)}


def _not_a_rule(pack: Pack, provision: Provision) -> Part:
    if provision.not_a_rule:
        yield {"text": provision.not_a_rule, "citation": pack.full(provision.cite)}


ASPECTS: dict[str, Callable[[Pack, Provision], Part]] = {
    "opens": _opens,
    "conditions": _conditions,
    "values": _values,
    "offences": _offences,
    "terms": _terms,
    "endings": _endings,
    "effects": _effects,
    "assessments": _assessments,
    "papers": _papers,
    "duties": _duties,
    "penalties": _penalties,
    "readings": _readings,
    "not_a_rule": _not_a_rule,
}
