"""Everything a pack says of one measure, in the order in which a note argues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vaern.law.provision import Cited, Duty, Note, Offences, Paper, Provision
from vaern.law.statute import Pack


def portrait(pack: Pack, measure: str) -> dict[str, Any]:
    """Return what the pack says of a measure, each part with its citation and the words it rests on.

    `{"measure", "title", "law", "status", "version", "citation", "text", "grounds": [{"citation", "text",
    "conditions"}], "general_conditions", "offences", "assessments", "terms", "endings", "effects", "papers",
    "duties", "combinable_with", "notes", "replaces"}`. A list that the pack has nothing for is empty.
    """
    asked = pack.measures[measure]
    grounds = list(_grounds(pack, measure))
    return {
        "measure": measure,
        "title": asked.title,
        "law": pack.id,
        "status": pack.status,
        "version": pack.version,
        "citation": pack.full(asked.provision),
        "text": pack.text(asked.provision),
        "grounds": grounds,
        "general_conditions": list(_general(pack, measure)),
        "offences": list(_offences(pack, measure)),
        "assessments": list(_assessments(pack, measure)),
        "terms": list(_terms(pack, measure)),
        "endings": list(_endings(pack, measure)),
        "effects": list(_effects(pack, measure)),
        "papers": list(_papers(pack, measure)),
        "duties": list(_duties(pack, measure)),
        "combinable_with": list(asked.combinable_with),
        "notes": list(_notes(pack, measure)),
        "replaces": list(asked.replaces),
    }


def quoted(pack: Pack, provision: Provision, cited: Cited) -> dict[str, Any]:
    """Return the words that something rests on, and where they stand."""
    return {"text": pack.text_of(provision, cited), "citation": pack.citation_of(provision, cited)}


def _grounds(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for ground in provision.grounds:
            if ground.opens == measure:
                conditions = [
                    {"id": rule, **quoted(pack, pack.provisions[cite], pack.provisions[cite].rules[rule])}
                    for cite, rule in ground.conditions
                ]
                cite = pack.full(provision.cite)
                yield {
                    "citation": cite,
                    "text": provision.words,
                    "conditions": conditions,
                    **_when(provision),
                }


def _when(provision: Provision) -> dict[str, Any]:
    return {"in_force": dict(provision.in_force)} if provision.in_force else {}


def _general(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for rule in provision.rules.values():
            if measure in rule.general_for:
                yield {"id": rule.id, **quoted(pack, provision, rule), **_when(provision)}


def _offences(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    behind = set(rules_asked(pack, measure))
    for provision in pack.provisions.values():
        named = {
            name
            for rule in provision.rules.values()
            if (provision.cite, rule.id) in behind
            for name in _named_offences(rule.when)
        }
        for name in provision.offences:
            if name in named:
                yield _one_list(pack, provision, provision.offences[name])


def _one_list(pack: Pack, provision: Provision, listed: Offences) -> dict[str, Any]:
    least = provision.values[listed.carrying].is_ if listed.carrying else None
    return {
        "citation": pack.full(provision.cite),
        "text": listed.words,
        "law": listed.law,
        "sections": list(listed.sections),
        "open": list(listed.open),
        "at_least_months": least,
        "excluded": [
            {"sections": list(each.sections), **quoted(pack, provision, each)} for each in listed.excluded
        ],
    }


def _named_offences(expression: Any) -> Iterator[str]:
    if isinstance(expression, list):
        for each in expression:
            yield from _named_offences(each)
    if isinstance(expression, dict):
        yield from expression.get("offence", ())
        for each in expression.values():
            yield from _named_offences(each)


def rules_asked(pack: Pack, measure: str) -> Iterator[tuple[str, str]]:
    """Yield every rule that a measure rests on, by provision and id, those behind others too."""
    for provision in pack.provisions.values():
        for ground in provision.grounds:
            if ground.opens == measure:
                for key in ground.conditions:
                    yield from _with_those_behind(pack, key)
        for rule in provision.rules.values():
            if measure in rule.general_for:
                yield from _with_those_behind(pack, (provision.cite, rule.id))


def _with_those_behind(pack: Pack, key: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield key
    for there in _named_rules(pack, pack.provisions[key[0]].rules[key[1]].when):
        yield from _with_those_behind(pack, there)


def _named_rules(pack: Pack, expression: Any) -> Iterator[tuple[str, str]]:
    if isinstance(expression, list):
        for each in expression:
            yield from _named_rules(pack, each)
    if isinstance(expression, dict):
        if "rule" in expression:
            yield expression["of"], expression["rule"]
        if "ground" in expression:
            yield from pack.provisions[expression["ground"]].grounds[0].conditions
        for each in expression.values():
            yield from _named_rules(pack, each)


def _assessments(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for each in provision.assessments:
            if measure in each.measures:
                yield {
                    "judged": each.judged,
                    "decided_by": each.decided_by,
                    "citation": pack.full(provision.cite),
                    "weigh": [quoted(pack, provision, factor) for factor in each.weigh],
                    "practice": [quoted(pack, provision, example) for example in each.practice],
                }


def _terms(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for term in provision.terms:
            for kind in ("max_duration", "max_extension", "authority"):
                name = getattr(term, kind)
                if measure in term.measures and name:
                    value = provision.values[name]
                    said = {"kind": kind, "is": value.is_, "text": value.words}
                    where = {"citation": pack.full(provision.cite), "exception": term.when is not None}
                    yield {**said, **where, **_when(provision)}


def _endings(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for ending in provision.endings:
            if measure in ending.measures:
                fields = {"when": dict(ending.when), "unless": dict(ending.unless)}
                yield {"event": ending.event, **fields, **quoted(pack, provision, ending)}


def _effects(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for effect in provision.effects:
            if measure in effect.measures:
                yield {"kind": effect.kind, "is": effect.is_, **quoted(pack, provision, effect)}


def _papers(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for paper in provision.papers:
            if measure in paper.measures:
                yield one_paper(pack, provision, paper)


def one_paper(pack: Pack, provision: Provision, paper: Paper) -> dict[str, Any]:
    """Return a document that a step owes, with what must stand in it."""
    content = [
        {"id": each.id, "says": each.says, "consent": each.consent, **quoted(pack, provision, each)}
        for each in paper.content
    ]
    whose = {"step": paper.step, "from": paper.from_, "to": paper.to}
    cited = pack.citation_of(provision, paper)
    return {"id": paper.id, "title": paper.title, **whose, "citation": cited, "content": content}


def _duties(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    for provision in pack.versions:
        for duty in provision.duties:
            if measure in duty.measures or measure == duty.measure:
                yield one_duty(pack, provision, duty)


def one_duty(pack: Pack, provision: Provision, duty: Duty) -> dict[str, Any]:
    """Return a duty or right: who owes what to whom, from which event, within which period."""
    exceptions = [
        {"when": dict(when), "period": provision.values[name].is_} for when, name in duty.exceptions
    ]
    return {
        "kind": duty.kind,
        "right": duty.right,
        "event": duty.event,
        "actor": duty.actor,
        "towards": duty.towards,
        "period": provision.values[duty.period].is_ if duty.period else None,
        "exceptions": exceptions,
        "urgency": duty.urgency,
        **quoted(pack, provision, duty),
    }


def _notes(pack: Pack, measure: str) -> Iterator[dict[str, Any]]:
    said: list[Note] = list(pack.notes)
    said += [note for each in pack.versions for note in each.notes if measure in note.measures]
    yield from ({"text": note.text, "citation": pack.full(note.citation)} for note in said)
