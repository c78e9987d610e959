"""Cases that a jurist writes beside a pack, and whether the pack answers them so.

`laws/<pack>/scenarios/*.yaml`; the format stands in `schemas/scenario.json`, each key with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vaern.deadlines import obligations
from vaern.errors import InputError
from vaern.law import Pack, assess
from vaern.packs.problem import Problem, placed
from vaern.packs.schema import checked_data
from vaern.packs.yaml_files import parse_plain

TIMES = ("at", "now", "due", "served_at", "ended_at")
"""Keys whose value is a time: one without an offset is on the clock where the law applies."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case: its name, the place it stands, and what it gives and expects."""

    name: str
    file: str
    place: int
    usually: Mapping[str, Any]
    case: Mapping[str, Any]

    def differences(self, pack: Pack) -> list[str]:
        """Return what the pack answers differently, each as a sentence; nothing where it agrees."""
        try:
            found = list(self._obligations(pack) if "events" in self.case else self._findings(pack))
        except InputError as error:
            found = [f"refused: {error.error} at {error.where or 'the input'}; expected {error.expected}"]
        return found

    def _findings(self, pack: Pack) -> Iterator[str]:
        usual = {key: each for key, each in self.usually.items() if key not in ("act", "event", "now")}
        given = _merged(usual, self.case.get("given", {}))
        acts = [{**self.usually.get("act", {}), **act} for act in given.get("acts") or ()]
        asked = {"law": pack.id, **given, **({"acts": acts} if given.get("acts") is not None else {})}
        answer = assess(pack, _timed(asked, ZoneInfo(pack.time_zone)))["measures"]
        for measure, expected in self.case["expect"].items():
            if measure not in answer:
                yield f"{measure}: the pack has no such measure"
            else:
                wanted = {"available": expected} if isinstance(expected, str) else expected
                yield from (f"{measure}: {each}" for each in _in_finding(answer[measure], wanted))

    def _obligations(self, pack: Pack) -> Iterator[str]:
        zone = ZoneInfo(pack.time_zone)
        events = [_timed({**self.usually.get("event", {}), **event}, zone) for event in self.case["events"]]
        now = datetime.fromisoformat(_moment(self.case["now"], zone))
        left = obligations(pack, now, events)["obligations"]
        for expected in self.case["expect"]:
            wanted = _timed(expected, zone)
            same = next((each for each in left if _meets(each, wanted)), None)
            if wanted.get("absent") and same is not None:
                yield f"{wanted['kind']}: there, {_told(same)}"
            elif not wanted.get("absent"):
                if same is None:
                    near = [_told(each) for each in left if each["kind"] == wanted["kind"]]
                    yield f"{wanted['kind']}: not so; found {'; '.join(near) or 'none of this kind'}"
                else:
                    left.remove(same)


def scenario_files(pack_folder: Path) -> list[Path]:
    """Return the files of cases beside a pack."""
    return sorted((pack_folder / "scenarios").glob("*.yaml"))


def read_scenarios(path: Path) -> list[Scenario]:
    """Return the cases of a file; raises InputError with its line where it does not fit the schema."""
    scenarios, problems = checked_scenarios(path)
    if problems:
        raise problems[0].as_error()
    return scenarios


def checked_scenarios(path: Path) -> tuple[list[Scenario], list[Problem]]:
    """Return the cases of a file, and what in it does not fit the schema."""
    content, name = path.read_bytes(), "/".join(path.parts[-3:])
    data, problems = checked_data(content, "scenario", name, parse_plain)
    if problems:
        return [], placed(problems, {name: content})
    usually = data.get("usually", {})
    cases = enumerate(data["cases"])
    return [Scenario(case["name"], name, place, usually, case) for place, case in cases], []


def wrong_answers(path: Path, pack: Pack) -> list[Problem]:
    """Return what does not fit in a file of cases, and every case that the pack answers differently."""
    scenarios, problems = checked_scenarios(path)
    found = [
        Problem(each.file, ("cases", each.place), each.name, difference, "the answer that the case gives")
        for each in scenarios
        for difference in each.differences(pack)
    ]
    return problems or placed(found, {each.file: path.read_bytes() for each in scenarios[:1]})


def _merged(usual: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What a case gives, over what is usual; only objects are mixed, a list replaces a list."""
    mixed = dict(usual)
    for key, value in given.items():
        known = mixed.get(key)
        is_both = isinstance(known, Mapping) and isinstance(value, Mapping)
        mixed[key] = _merged(known, value) if is_both and known is not None else value
    return mixed


def _timed(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, list):
        return [_timed(each, zone) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _moment(each, zone) if key in TIMES and isinstance(each, str) else _timed(each, zone)
        for key, each in value.items()
    }


def _moment(written: str, zone: ZoneInfo) -> str:
    """A time with its offset; what is no time is left for the law to refuse."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return written
    return (read if read.tzinfo else read.replace(tzinfo=zone)).isoformat()


def _in_finding(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    for key in ("available", "max_duration", "authority"):
        if key in wanted and found[key] != wanted[key]:
            yield f"{key} is {found[key]}, not {wanted[key]}{_lacking(found) if key == 'available' else ''}"
    shown = _shown(found)
    missing = {name for each in shown for name in each["missing"]}
    for name in wanted.get("missing", ()):
        if name not in missing:
            yield f"{name} is not named as missing; missing are {', '.join(sorted(missing)) or 'none'}"
    for name, holds in wanted.get("conditions", {}).items():
        named = [each for each in shown if name == each["id"] or each["citation"].endswith(f" {name}")]
        if not any(each["holds"] == holds for each in named):
            said = ", ".join(each["holds"] for each in named) or "no such condition"
            yield f"condition {name} is {said}, not {holds}"
    for citation in wanted.get("notes", ()):
        if not any(note["citation"].endswith(f" {citation}") for note in found["notes"]):
            yield f"no note cites {citation}"


def _shown(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    grounds = [each for ground in found["grounds"] for each in ground["conditions"]]
    return [*grounds, *found["general_conditions"]]


def _lacking(found: Mapping[str, Any]) -> str:
    against = [f"{each['citation']} is {each['holds']}" for each in _shown(found) if each["holds"] != "yes"]
    return f" ({'; '.join(against)})" if against else ""


def _meets(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    plain = ("kind", "measure", "order", "actor", "towards", "urgency", "status")
    same = all(found[key] == wanted[key] for key in plain if key in wanted)
    due = "due" not in wanted or _instant(found["due"]) == _instant(wanted["due"])
    notes = " ".join(note["text"] for note in found["notes"])
    cited = wanted.get("citation", "") in found["citation"]
    return same and due and cited and all(part in notes for part in wanted.get("notes", ()))


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _told(found: Mapping[str, Any]) -> str:
    return f"{found['kind']} of {found['measure']} due {found['due'] or found['urgency']}, {found['status']}"
