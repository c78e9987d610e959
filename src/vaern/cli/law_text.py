"""What the law says, set for reading: an act, a provision, a measure, a comparison."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from vaern.errors import InputError
from vaern.law.provision import Provision
from vaern.law.statute import Pack, is_under

WIDTH = 100
CITATION = re.compile(r"\[[^\]]*\]")
KEPT = "\N{NO-BREAK SPACE}"
STATUS = {
    "draft": "A DRAFT: never law as printed here.",
    "reference": "For reference: to read and compare, never to decide by.",
    "in_force_then": "Law as its source describes it for its time.",
}


def known(name: str, names: Collection[str], what: str) -> str:
    """Return a name that is known; raises InputError with those that are."""
    if name not in names:
        raise InputError(f"unknown {what}", "", f"one of: {', '.join(names)}")
    return name


def explanation(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a citation says, where it stands and what rests on it."""
    source = found["source"]
    yield f"{found['citation']}  [{found['status']}]"
    if found["title"]:
        yield found["title"]
    yield f"\n{found['text']}\n"
    for remark in found["remarks"]:
        yield f"  {remark['citation']} (lines {remark['source']['lines']}):\n    {remark['text']}\n"
    yield f"Source: seed {source['seed']}, lines {source['lines']}"
    for label, name in (("In force from", "from"), ("In force to", "to")):
        if found["in_force"][name]:
            yield f"{label}: {found['in_force'][name]}"
    for label, name in (("Used by", "cited_by"), ("Read with it", "neighbours")):
        if found[name]:
            yield f"{label}: {'; '.join(found[name])}"


def act(pack: Pack, *, file: str | None = None, provision: str | None = None) -> Iterator[str]:
    """Yield a pack as an act is printed: provisions with their words, and what the program does with each."""
    yield from heading(pack.title, pack.id, pack.status, pack.version)
    chosen = _chosen(pack, file, provision)
    instrument = ""
    for each in chosen:
        if each.instrument != instrument:
            instrument = each.instrument
            yield from ("", instrument, "-" * min(len(instrument), WIDTH))
        yield from _provision(pack, each)


def heading(title: str, pack: str, status: str, version: str) -> Iterator[str]:
    """Yield the lines that stand over every text: what it is, and that a draft is a draft."""
    yield title
    yield "=" * min(len(title), WIDTH)
    yield f"{pack}, version {version}. {STATUS[status]}"


def _chosen(pack: Pack, file: str | None, provision: str | None) -> list[Provision]:
    if file is not None:
        named = {each.removeprefix(f"{pack.id}/") for each in pack.files}
        known(file, sorted(named), "file")
        return [each for each in pack.versions if each.file == f"{pack.id}/{file}"]
    if provision is not None:
        cite = known(provision.removeprefix(f"{pack.id} "), pack.provisions, "provision")
        return [each for each in pack.versions if each.cite == cite or is_under(each.cite, cite)]
    return list(pack.versions)


def _provision(pack: Pack, provision: Provision) -> Iterator[str]:
    title = f"  {provision.title}" if provision.title else ""
    since = "".join(f" {name} {day}" for name, day in provision.in_force.items() if day)
    yield f"\n{provision.cite}{title}{f'  [in force{since}]' if since else ''}"
    yield from wrapped(provision.words, "  ")
    for remark in provision.remarks:
        yield from wrapped(f"Remarks (lines {remark.source.lines}): {remark.words}", "    ")
    for line in _does(provision):
        yield from wrapped(line, "    ", first="  → ")


def _does(provision: Provision) -> Iterator[str]:
    """What the program does with a provision, one line each."""
    for ground in provision.grounds:
        asked = "; ".join(f"{rule} ({cite})" for cite, rule in ground.conditions)
        yield f"opens {ground.opens} when: {asked}"
    for rule in provision.rules.values():
        general = f", always asked for {', '.join(rule.general_for)}" if rule.general_for else ""
        yield f"condition {rule.id}{general}"
    for name, value in provision.values.items():
        yield f"sets {name}: {value.is_} (“{value.words}”)"
    for term in provision.terms:
        said = [kind for kind in ("max_duration", "max_extension", "authority") if getattr(term, kind)]
        yield f"{', '.join(said)} of {', '.join(term.measures)}"
    for duty in provision.duties:
        whose = f"{duty.actor} to {duty.towards}, after {duty.event}"
        yield f"{'right' if duty.right else 'duty'} {duty.kind}: {whose}"
    for ending in provision.endings:
        yield f"ends {', '.join(ending.measures)}: {ending.event}"
    for effect in provision.effects:
        yield f"{effect.kind} of {', '.join(effect.measures)}"
    for weighing in provision.assessments:
        yield f"left to a person ({weighing.decided_by}): {weighing.judged}"
    for paper in provision.papers:
        yield f"paper: {paper.title}, {paper.from_} to {paper.to}, at {paper.step}"
    if provision.not_a_rule:
        yield f"not a rule: {provision.not_a_rule}"


def measure(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield a measure as a well-argued note: what opens it, who decides what, how long, with what effect."""
    yield from heading(f"{found['title']} ({found['law']})", found["law"], found["status"], found["version"])
    yield from said(found)
    yield from _part("When it may be given: one of these", found["grounds"], _ground)
    yield from _part("And always", found["general_conditions"], said)
    yield from _part("Offences that count", found["offences"], _offences)
    yield from _part("Left to a person", found["assessments"], weighing)
    yield from _part("How long, and who decides", found["terms"], _term)
    yield from _part("What ends it", found["endings"], _ending)
    yield from _part("Effects", found["effects"], _effect)
    yield from _part("Papers", found["papers"], _paper)
    yield from _part("Duties and rights", found["duties"], _duty)
    if found["combinable_with"]:
        yield f"\nMay be combined with: {', '.join(found['combinable_with'])}"
    yield from _part("Notes", found["notes"], said)


def _part(title: str, parts: Sequence[Mapping[str, Any]], show: Any) -> Iterator[str]:
    if parts:
        yield from ("", title, "-" * len(title))
        for each in parts:
            yield from show(each)


def said(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield words and, behind them, where they stand."""
    yield from wrapped(f"{part['text']}  [{part['citation']}]", "  ", first="- ")


def _ground(ground: Mapping[str, Any]) -> Iterator[str]:
    since = "".join(f" {name} {day}" for name, day in ground.get("in_force", {}).items() if day)
    yield from wrapped(
        f"{ground['citation']}{f' (in force{since})' if since else ''}, if all of these:", "  "
    )
    for each in ground["conditions"]:
        yield from wrapped(f"{each['text']}  [{each['citation']}]", "      ", first="    - ")


def _offences(listed: Mapping[str, Any]) -> Iterator[str]:
    least = listed["at_least_months"]
    carrying = f" that carry {least} months or more" if least else ""
    sections = ", ".join(listed["sections"])
    yield from wrapped(f"{listed['law']} §§ {sections}{carrying}  [{listed['citation']}]", "  ", first="- ")
    if listed["open"]:
        yield from wrapped(f"open whether §§ {', '.join(listed['open'])} are meant", "    ")
    for each in listed["excluded"]:
        yield from wrapped(
            f"not §§ {', '.join(each['sections'])}: {each['text']}  [{each['citation']}]", "    "
        )


def weighing(asked: Mapping[str, Any]) -> Iterator[str]:
    """Yield a question that a person answers: who, what the law tells them to weigh, what practice says."""
    yield from wrapped(
        f"{asked['judged']}: {asked['decided_by']} decides  [{asked['citation']}]", "  ", first="- "
    )
    for label, name in (("weigh", "weigh"), ("practice", "practice")):
        for each in asked[name]:
            yield from wrapped(f"{label}: {each['text']}  [{each['citation']}]", "      ", first="    ")


def _term(term: Mapping[str, Any]) -> Iterator[str]:
    exception = " (in the case the provision names)" if term["exception"] else ""
    kind = term["kind"].replace("_", " ")
    yield from wrapped(
        f"{kind}: {term['is']}{exception}: {term['text']}  [{term['citation']}]", "  ", first="- "
    )


def _ending(ending: Mapping[str, Any]) -> Iterator[str]:
    unless = "".join(f", unless {key} is {value}" for key, value in ending["unless"].items())
    yield from wrapped(
        f"{ending['event']}{unless}: {ending['text']}  [{ending['citation']}]", "  ", first="- "
    )


def _effect(effect: Mapping[str, Any]) -> Iterator[str]:
    value = {None: "", True: " (yes)", False: " (no)"}.get(effect["is"], f" ({effect['is']})")
    kind = effect["kind"].replace("_", " ")
    yield from wrapped(f"{kind}{value}: {effect['text']}  [{effect['citation']}]", "  ", first="- ")


def _paper(paper: Mapping[str, Any]) -> Iterator[str]:
    whose = f"{paper['from']} to {paper['to']}, at {paper['step']}"
    yield from wrapped(f"{paper['title']}: {whose}  [{paper['citation']}]", "  ", first="- ")
    for each in paper["content"]:
        consent = f" (consent: {each['consent'].replace('_', ' ')})" if each["consent"] else ""
        yield from wrapped(f"{each['says']}{consent}", "      ", first="    - ")


def _duty(duty: Mapping[str, Any]) -> Iterator[str]:
    until = f"within {duty['period']}" if duty["period"] else duty["urgency"] or "no time said"
    what = f"{'right: ' if duty['right'] else ''}{duty['kind'].replace('_', ' ')}"
    whose = f"{duty['actor']} to {duty['towards']}, after {duty['event']}, {until}"
    yield from wrapped(f"{what}: {whose}  [{duty['citation']}]", "  ", first="- ")
    for each in duty["exceptions"]:
        when = ", ".join(f"{key} is {value}" for key, value in each["when"].items())
        yield from wrapped(f"within {each['period']} where {when}", "      ", first="    - ")


def changes(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what one pack changes against another, measure by measure."""
    old, new = found["from"], found["to"]
    title = f"{old['id']} → {new['id']}"
    yield from (title, "=" * len(title))
    for each in (old, new):
        yield from wrapped(f"{each['id']} {each['version']}: {each['title']}. {STATUS[each['status']]}", "  ")
    for each in found["measures"]:
        yield from ("", f"{each['measure']} (was: {', '.join(each['was'])})", "-" * len(each["measure"]))
        for change in each["changes"]:
            yield from _change(change)
        if not each["changes"]:
            yield "  no difference that the packs say"
    for label, name in (("New", "new"), ("Without a successor", "gone")):
        if found[name]:
            yield f"\n{label}: {', '.join(found[name])}"


def _change(change: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {change['aspect'].replace('_', ' ')}"
    after = {each["what"] for each in change["after"]}
    before = {each["what"] for each in change["before"]}
    for mark, parts, other in (("-", change["before"], after), ("+", change["after"], before)):
        for each in parts:
            if each["what"] not in other:
                yield from wrapped(f"{each['what']}  [{each['citation']}]", "      ", first=f"    {mark} ")


def wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    """Return text as lines of one paragraph; a citation in brackets stays on one line."""
    start = indent if first is None else first
    whole = CITATION.sub(lambda found: found.group().replace(" ", KEPT), text)
    lines = textwrap.wrap(
        whole, WIDTH, initial_indent=start, subsequent_indent=indent, break_long_words=False
    )
    return [line.replace(KEPT, " ") for line in lines]
