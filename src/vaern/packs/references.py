"""What a provision refers to and is not there: rules, values, offences, measures, events, provisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from vaern.deadlines.events import TYPES
from vaern.deadlines.periods import period
from vaern.errors import InputError
from vaern.law.explanation import has
from vaern.law.facts import ASKING, JUDGEMENTS, PROPORTIONATE, RELATIONSHIPS, ROLES
from vaern.law.provision import Provision
from vaern.law.statute import Pack
from vaern.packs.problem import Path

JUDGED = (*JUDGEMENTS, PROPORTIONATE)
WORDS = {"protected.role": ROLES, "relationship.kind": RELATIONSHIPS, "request.by": ASKING}
"""Facts that are one of a few words, and the words."""
NESTED = ("all", "any", "not", "holds", "unless", "otherwise", "of_these")
MEASURES = ("opens", "measures", "general_for", "measure", "unless_measure")
"""Keys that name measures of the pack."""
EVENTS = ("event", "done_by", "gone_by", "after", "unless_any")
"""Keys that name types of events."""


def in_provision(pack: Pack, provision: Provision, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield each reference of a provision that does not resolve, with its keys."""
    yield from _named(pack, data, ())
    yield from _terms(provision, data)
    yield from _duties(pack, provision, data)
    for place, remark in enumerate(data.get("remarks", ())):
        for rule in remark.get("guides", ()):
            if rule not in provision.rules:
                yield ("remarks", place, "guides"), _stranger("rule", rule, provision.rules)
    for place, offences in enumerate(data.get("offences", ())):
        yield from _value(provision, ("offences", place, "carrying"), offences.get("carrying"))
    for place, weighing in enumerate(data.get("assessments", ())):
        if weighing["judged"] not in JUDGED:
            yield ("assessments", place, "judged"), _stranger("judgement", weighing["judged"], JUDGED)
    for place, ground in enumerate(data.get("grounds", ())):
        for number, condition in enumerate(ground["conditions"]):
            path = ("grounds", place, "conditions", number)
            yield from _rule(pack, path, condition["of"], condition["rule"])
    for kind in ("rules", "terms"):
        for place, part in enumerate(data.get(kind, ())):
            yield from _expression(pack, provision, (kind, place, "when"), part.get("when"))


def _named(pack: Pack, data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield names of measures and events that nobody knows, wherever they stand outside an expression."""
    if isinstance(data, list):
        for place, each in enumerate(data):
            yield from _named(pack, each, (*path, place))
    if not isinstance(data, Mapping):
        return
    for key, value in data.items():
        names = value if isinstance(value, list) else [value]
        if key in MEASURES:
            unknown = [each for each in names if each not in pack.measures]
            yield from (((*path, key), _stranger("measure", each, pack.measures)) for each in unknown)
        if key in EVENTS:
            strange = [each for each in names if each not in TYPES]
            yield from (((*path, key), _stranger("event", each, TYPES)) for each in strange)
        if key not in ("when", "unless"):
            yield from _named(pack, value, (*path, key))


def _terms(provision: Provision, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for place, term in enumerate(data.get("terms", ())):
        for key in ("max_duration", "max_extension"):
            yield from _period(provision, ("terms", place, key), term.get(key))
        yield from _value(provision, ("terms", place, "authority"), term.get("authority"))


def _duties(pack: Pack, provision: Provision, data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for place, duty in enumerate(data.get("duties", ())):
        yield from _period(provision, ("duties", place, "period"), duty.get("period"))
        for number, exception in enumerate(duty.get("exceptions", ())):
            path = ("duties", place, "exceptions", number, "period")
            yield from _period(provision, path, exception["period"])
        for number, note in enumerate(duty.get("notes", ())):
            if not has(pack, note["citation"]):
                path = ("duties", place, "notes", number, "citation")
                yield path, f"unknown cited provision: {note['citation']}"


def _value(provision: Provision, path: Path, name: str | None) -> Iterator[tuple[Path, str]]:
    if name is not None and name not in provision.values:
        yield path, _stranger("value", name, provision.values)


def _period(provision: Provision, path: Path, name: str | None) -> Iterator[tuple[Path, str]]:
    yield from _value(provision, path, name)
    if name is not None and name in provision.values:
        try:
            period(provision.values[name].is_)
        except InputError as error:
            yield path, f"{error.error}: {provision.values[name].is_} ({error.expected})"


def _rule(pack: Pack, path: Path, cite: str, rule: str) -> Iterator[tuple[Path, str]]:
    if cite not in pack.provisions:
        yield (*path, "of"), f"unknown cited provision: {cite}"
    elif rule not in pack.provisions[cite].rules:
        yield (*path, "rule"), f"unknown rule: {rule} of {cite}"


def _expression(pack: Pack, provision: Provision, path: Path, said: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(said, list):
        for place, each in enumerate(said):
            yield from _expression(pack, provision, (*path, place), each)
    if not isinstance(said, Mapping):
        return
    if "rule" in said:
        yield from _rule(pack, path, said["of"], said["rule"])
    if "ground" in said and not _has_ground(pack, said["ground"]):
        yield (*path, "ground"), f"unknown ground: {said['ground']}"
    if "judged" in said and said["judged"] not in JUDGED:
        yield (*path, "judged"), _stranger("judgement", said["judged"], JUDGED)
    yield from _value(provision, (*path, "at_least"), said.get("at_least"))
    yield from _words(path, said)
    asked = said.get("act", {})
    yield from _unknown((*path, "act", "offence"), "offences", asked.get("offence", ()), provision.offences)
    measures = [*asked.get("breach_of", ()), *(said[key] for key in ("order", "measure") if key in said)]
    yield from _unknown(path, "measure", measures, pack.measures)
    for key in NESTED:
        yield from _expression(pack, provision, (*path, key), said.get(key))


def _unknown(path: Path, what: str, names: Any, known: Any) -> Iterator[tuple[Path, str]]:
    yield from ((path, _stranger(what, name, known)) for name in names if name not in known)


def _stranger(what: str, name: Any, known: Iterable[str]) -> str:
    """Say that nothing bears a name, and which name may have been meant."""
    near = get_close_matches(str(name), list(known), n=1)
    return f"unknown {what}: {name}" + (f" (perhaps {near[0]})" if near else "")


def _words(path: Path, said: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    allowed = WORDS.get(said.get("fact", ""))
    if "fact" not in said:
        return
    wanted = said["is"] if isinstance(said["is"], list) else [said["is"]]
    for word in wanted:
        if (word not in allowed) if allowed else not isinstance(word, bool):
            yield (*path, "is"), f"a value that {said['fact']} never has: {word}"


def _has_ground(pack: Pack, cite: str) -> bool:
    return cite in pack.provisions and bool(pack.provisions[cite].grounds)
