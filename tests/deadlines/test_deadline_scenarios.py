"""Every case of deadlines a lawyer wrote down, with the answers its source gives."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from vaern import packs
from vaern.deadlines import obligations
from vaern.law import explain

LAWS = Path(__file__).parents[2] / "laws"
CASES = [
    case
    for path in sorted(LAWS.glob("*/scenarios/deadlines.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
KEYS = {"kind", "measure", "due", "status", "citation_contains"}
PARAMETERS = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def answer(case):
    asked = case["input"]
    return obligations(packs.load(asked["law"]), datetime.fromisoformat(asked["now"]), asked["events"])[
        "obligations"
    ]


def instant(written):
    return written and datetime.fromisoformat(written)


def meets(found, expected):
    return (
        all(found[key] == expected[key] for key in ("kind", "measure", "status") if key in expected)
        and ("due" not in expected or instant(found["due"]) == instant(expected["due"]))
        and expected.get("citation_contains", "") in found["citation"]
    )


@PARAMETERS
def test_every_expected_obligation_is_there(case):
    left = answer(case)
    for expected in case["expect"]:
        found = next((each for each in left if meets(each, expected)), None)
        assert found is not None, expected
        left.remove(found)


@PARAMETERS
def test_no_obligation_is_there_that_the_source_does_not_give(case):
    assert not {each["kind"] for each in answer(case)} & set(case.get("expect_absent") or ())


@PARAMETERS
def test_every_obligation_cites_what_can_be_read(case):
    found = answer(case)
    cited = {each["citation"] for each in found} | {
        note["citation"] for each in found for note in each["notes"]
    }
    assert all(explain(packs.load_all(), citation)["text"] for citation in cited)


def test_the_cases_use_no_key_that_this_test_does_not_know():
    assert {key for case in CASES for expected in case["expect"] for key in expected} <= KEYS
