"""Turns schema-checked YAML into the dataclasses of `vaern.law.statute`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.law.provision import (
    Cited,
    Content,
    Duty,
    Effect,
    Ending,
    Excluded,
    Ground,
    Note,
    Offences,
    Paper,
    Penalty,
    Provision,
    Remark,
    Rule,
    Source,
    Term,
    Value,
    Weighing,
)
from vaern.law.statute import Intrusiveness, Measure, Pack, Setting

Data = Mapping[str, Any]
HEAD = (
    "id", "version", "title", "jurisdiction", "language", "time_zone", "status", "in_force", "source",
)  # fmt: skip


def build(head: Data, parts: Sequence[tuple[str, Data]], files: Mapping[str, str]) -> Pack:
    """Return the pack of a `pack.yaml` and its law files, checked before."""
    versions = tuple(
        _provision(data, part["instrument"], part.get("in_force", {}), file)
        for file, part in parts
        for data in part["provisions"]
    )
    latest: dict[str, Provision] = {}
    for each in versions:
        known = latest.get(each.cite)
        if known is None or (known.in_force.get("from") or "") <= (each.in_force.get("from") or ""):
            latest[each.cite] = each
    return Pack(
        **{key: head[key] for key in HEAD},
        measures={each["id"]: _measure(each) for each in head["measures"]},
        provisions=latest,
        versions=versions,
        settings={name: Setting(**each) for name, each in head.get("settings", {}).items()},
        notes=tuple(Note(**each) for each in head.get("notes", ())),
        files=dict(files),
        intrusiveness=_intrusiveness(head.get("intrusiveness")),
    )


def _measure(data: Data) -> Measure:
    return Measure(**_tuples(data, "combinable_with", "replaces"))


def _intrusiveness(data: Data | None) -> Intrusiveness | None:
    return Intrusiveness(**_tuples(data, "order")) if data else None


def _provision(data: Data, instrument: str, in_force: Data, file: str) -> Provision:
    remarks = tuple(_remark(each) for each in data.get("remarks", ()))
    words = data.get("words", "")
    return Provision(
        cite=data["cite"],
        title=data.get("title", ""),
        instrument=instrument,
        words=words,
        source=Source(**data["source"]),
        remarks=remarks,
        values={each["id"]: Value(each["is"], each["words"]) for each in data.get("values", ())},
        offences={each["id"]: _offences(each) for each in data.get("offences", ())},
        rules={each["id"]: _rule(each) for each in data.get("rules", ())},
        grounds=tuple(_ground(each) for each in data.get("grounds", ())),
        terms=tuple(Term(**_tuples(each, "measures")) for each in data.get("terms", ())),
        endings=tuple(Ending(**_tuples(each, "measures")) for each in data.get("endings", ())),
        duties=tuple(_duty(each) for each in data.get("duties", ())),
        notes=tuple(_note(each, data["cite"], words, remarks) for each in data.get("notes", ())),
        effects=tuple(Effect(**_plain(each, "measures")) for each in data.get("effects", ())),
        assessments=tuple(_weighing(each) for each in data.get("assessments", ())),
        papers=tuple(_paper(each) for each in data.get("papers", ())),
        penalties=tuple(Penalty(**_plain(each)) for each in data.get("penalties", ())),
        readings=tuple(_readings(data)),
        not_a_rule=data.get("not_a_rule", ""),
        file=file,
        in_force=in_force,
    )


def _remark(data: Data) -> Remark:
    return Remark(data["words"], Source(**data["source"]), tuple(data.get("guides", ())))


def _offences(data: Data) -> Offences:
    sections, open_ = tuple(data["sections"]), tuple(data.get("open", ()))
    excluded = tuple(Excluded(**_tuples(each, "sections")) for each in data.get("excluded", ()))
    return Offences(data["words"], data["law"], sections, data.get("carrying"), open_, excluded)


def _rule(data: Data) -> Rule:
    return Rule(**_plain(data, "general_for"))


def _weighing(data: Data) -> Weighing:
    quoted = {name: tuple(Cited(**each) for each in data.get(name, ())) for name in ("weigh", "practice")}
    return Weighing(**{**_plain(data, "measures"), **quoted})


def _paper(data: Data) -> Paper:
    content = tuple(Content(**each) for each in data["content"])
    return Paper(**{**_plain(data, "measures"), "content": content})


def _readings(data: Data) -> Iterator[str]:
    for part in ("values", "offences", "rules", "effects", "assessments", "papers"):
        yield from (each["reading"] for each in data.get(part, ()) if "reading" in each)


def _ground(data: Data) -> Ground:
    return Ground(data["opens"], tuple((each["of"], each["rule"]) for each in data["conditions"]))


def _duty(data: Data) -> Duty:
    exceptions = tuple((each["when"], each["period"]) for each in data.get("exceptions", ()))
    notes = tuple(Note(**each) for each in data.get("notes", ()))
    plain = _tuples(data, "measures", "done_by", "gone_by", "unless_any", "after")
    return Duty(**{**plain, "exceptions": exceptions, "notes": notes})


def _note(data: Data, cite: str, words: str, remarks: Sequence[Remark]) -> Note:
    text = remarks[data["remark"]].words if "remark" in data else words
    citation = f"{cite} bem." if "remark" in data else cite
    return Note(text, citation, tuple(data["measures"]))


def _tuples(data: Data, *names: str) -> dict[str, Any]:
    return {key: tuple(each) if key in names else each for key, each in data.items()}


def _plain(data: Data, *names: str) -> dict[str, Any]:
    """The fields of a dataclass from a part of a law file: `is` and `from` are words of Python."""
    of_python = {"is": "is_", "from": "from_"}
    return {of_python.get(key, key): each for key, each in _tuples(data, *names).items() if key != "reading"}


def cited_parts(provision: Provision) -> list[Cited]:
    """Return everything in a provision that cites its words or remarks."""
    asked = [each for weighing in provision.assessments for each in (*weighing.weigh, *weighing.practice)]
    told = [each for paper in provision.papers for each in (paper, *paper.content)]
    excluded = [each for offences in provision.offences.values() for each in offences.excluded]
    acted = [*provision.rules.values(), *provision.endings, *provision.duties, *provision.effects]
    return [*acted, *asked, *told, *excluded, *provision.penalties]
