"""What a pack answers otherwise than a case says, for the cases in JSON beside each pack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from vaern.deadlines import obligations
from vaern.law import Pack, assess

OF_FINDINGS = {"available", "max_duration", "missing_contains", "conditions"}
OF_OBLIGATIONS = {"kind", "measure", "due", "status", "citation_contains"}


def unexpected_finding(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Return what one measure's finding has otherwise."""
    entries = [
        *found["grounds"],
        *(condition for ground in found["grounds"] for condition in ground["conditions"]),
        *found["general_conditions"],
    ]
    missing = {name for entry in entries for name in entry.get("missing", ())}
    return [
        *(f"unknown key {key}" for key in expected.keys() - OF_FINDINGS),
        *(key for key in ("available", "max_duration") if found[key] != expected.get(key, found[key])),
        *(f"{name} is not missing" for name in expected.get("missing_contains", ()) if name not in missing),
        *(
            f"no {wanted}"
            for wanted in expected.get("conditions", ())
            if not any(
                wanted["citation_contains"] in each["citation"] and wanted["holds"] == each["holds"]
                for each in entries
            )
        ),
    ]


def law_case_is_met(pack: Pack, case: dict[str, Any]) -> bool:
    """Tell whether a pack answers a case of `law.json` as it says."""
    found = assess(pack, case["input"])["measures"]
    return not any(unexpected_finding(found[name], expected) for name, expected in case["expect"].items())


def found_obligations(pack: Pack, case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a pack says is due on a case of `deadlines.json`."""
    asked = case["input"]
    found: list[dict[str, Any]] = obligations(pack, datetime.fromisoformat(asked["now"]), asked["events"])[
        "obligations"
    ]
    return found


def not_found(case: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each expected obligation that is not there; one obligation meets one expectation."""
    left = list(found)
    for expected in case["expect"]:
        same = next((each for each in left if _meets(each, expected)), None)
        if same is None:
            yield expected
        else:
            left.remove(same)


def deadline_case_is_met(pack: Pack, case: dict[str, Any]) -> bool:
    """Tell whether a pack answers a case of `deadlines.json` as it says."""
    found = found_obligations(pack, case)
    absent = set(case.get("expect_absent") or ())
    return not any(not_found(case, found)) and not absent & {each["kind"] for each in found}


def _meets(found: dict[str, Any], expected: dict[str, Any]) -> bool:
    due = "due" not in expected or _instant(found["due"]) == _instant(expected["due"])
    same = all(found[key] == expected[key] for key in ("kind", "measure", "status") if key in expected)
    return due and same and expected.get("citation_contains", "") in found["citation"]


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
