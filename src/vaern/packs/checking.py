"""Checks that everything a pack refers to is there, and that every rule rests on words it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from vaern.errors import InputError
from vaern.law.explanation import has
from vaern.law.facts import JUDGEMENTS, PROPORTIONATE
from vaern.law.statute import Duty, Pack, Provision
from vaern.packs.building import cited_parts

JUDGED = (*JUDGEMENTS, PROPORTIONATE)


def check(pack: Pack) -> None:
    """Raise InputError at the first reference that does not resolve or quotation that is not in the words."""
    for place, citation in _pack_citations(pack):
        if not has(pack, citation):
            where = f"{pack.id}/pack.yaml: {place}"
            raise InputError(f"unknown cited provision: {citation}", where, "a provision of the pack")
    for version in _versions(pack):
        for provision in version.provisions.values():
            for problem in _problems(version, provision):
                raise InputError(problem, pack.full(provision.cite), "a law file whose references resolve")


def _versions(pack: Pack) -> list[Pack]:
    """Each state of the law that an in-force date begins or ends; what refers and what is meant share one."""
    limits = {each for provision in pack.provisions.values() for each in provision.in_force.values() if each}
    return [pack.at(date.fromisoformat(day)) for day in sorted(limits)] or [pack]


def _pack_citations(pack: Pack) -> Iterator[tuple[str, str]]:
    for name, setting in pack.settings.items():
        yield f"settings/{name}", setting.citation
    for measure in pack.measures.values():
        yield f"measures/{measure.id}", measure.provision
        yield f"measures/{measure.id}", measure.combinable_by
        if measure.ends_with:
            yield f"measures/{measure.id}", measure.ends_with_by
    for note in pack.notes:
        yield "notes", note.citation
    if pack.intrusiveness:
        yield "intrusiveness", pack.intrusiveness.citation


def _problems(pack: Pack, provision: Provision) -> Iterator[str]:
    yield from _unknown("measure", _measures(provision), pack.measures)
    yield from _unknown("value", _values(provision), provision.values)
    yield from _unknown("judgement", (each.judged for each in provision.assessments), JUDGED)
    yield from _unquoted(pack, provision)
    for remark in provision.remarks:
        yield from _unknown("rule", remark.guides, provision.rules)
    for ground in provision.grounds:
        for cite, rule in ground.conditions:
            yield from _unresolved(pack, cite, rule)
    for each in provision.rules.values():
        yield from _in_expression(pack, provision, each.when)
    for term in provision.terms:
        yield from _in_expression(pack, provision, term.when)
    for duty in provision.duties:
        for note in duty.notes:
            if not has(pack, note.citation):
                yield f"unknown cited provision: {note.citation}"


def _unknown(what: str, names: Iterable[str | None], known: Any) -> Iterator[str]:
    for name in names:
        if name is not None and name not in known:
            yield f"unknown {what}: {name}"


def _measures(provision: Provision) -> Iterator[str | None]:
    yield from (ground.opens for ground in provision.grounds)
    for terms in (provision.terms, provision.endings, provision.duties, provision.notes):
        yield from (measure for each in terms for measure in each.measures)
    for told in (provision.effects, provision.assessments, provision.papers):
        yield from (measure for each in told for measure in each.measures)
    for rule in provision.rules.values():
        yield from rule.general_for
    yield from (measure for duty in provision.duties for measure in (duty.measure, duty.unless_measure))


def _values(provision: Provision) -> Iterator[str | None]:
    for term in provision.terms:
        yield term.max_duration
        yield term.max_extension
        yield term.authority
    for duty in provision.duties:
        yield from _periods(duty)
    yield from (offences.carrying for offences in provision.offences.values())


def _periods(duty: Duty) -> Iterator[str | None]:
    yield duty.period
    yield from (period for _, period in duty.exceptions)


def _unquoted(pack: Pack, provision: Provision) -> Iterator[str]:
    own = " ".join(pack.text(provision.cite).split())
    remarks = " ".join(remark.words for remark in provision.remarks)
    values = [each.words for each in provision.values.values()]
    for words in (*values, *(each.words for each in provision.offences.values())):
        if words not in own:
            yield f"words that the provision does not have: {words}"
    for each in cited_parts(provision):
        if each.basis == "remarks" and not remarks:
            yield "a rule that rests on remarks where there are none"
        if each.words not in (remarks if each.basis == "remarks" else own):
            yield f"words that the source does not have: {each.words}"


def _unresolved(pack: Pack, cite: str, rule: str) -> Iterator[str]:
    if cite not in pack.provisions:
        yield f"unknown cited provision: {cite}"
    elif rule not in pack.provisions[cite].rules:
        yield f"unknown rule: {rule} of {cite}"


def _in_expression(pack: Pack, provision: Provision, expression: Any) -> Iterator[str]:
    if isinstance(expression, list):
        for each in expression:
            yield from _in_expression(pack, provision, each)
    if not isinstance(expression, dict):
        return
    if "rule" in expression:
        yield from _unresolved(pack, expression["of"], expression["rule"])
    if "ground" in expression and not _has_ground(pack, expression["ground"]):
        yield f"unknown ground: {expression['ground']}"
    yield from _unknown("value", [expression.get("at_least")], provision.values)
    yield from _unknown("measure", [expression.get("order"), expression.get("measure")], pack.measures)
    if "act" in expression:
        yield from _unknown("offences", expression["act"].get("offence", ()), provision.offences)
        yield from _unknown("measure", expression["act"].get("breach_of", ()), pack.measures)
    for key in ("all", "any", "not", "holds", "unless", "otherwise", "of_these"):
        yield from _in_expression(pack, provision, expression.get(key))


def _has_ground(pack: Pack, cite: str) -> bool:
    return cite in pack.provisions and bool(pack.provisions[cite].grounds)
