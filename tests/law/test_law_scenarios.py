"""Every case a lawyer wrote down, with the answers its source gives."""

import json
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess

LAWS = Path(__file__).parents[2] / "laws"
CASES = [
    case
    for path in sorted(LAWS.glob("*/scenarios/law.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
KEYS = {"available", "max_duration", "missing_contains", "conditions"}
EXPECTED = [(case, measure, expected) for case in CASES for measure, expected in case["expect"].items()]


def entries(found):
    return [
        *found["grounds"],
        *(condition for ground in found["grounds"] for condition in ground["conditions"]),
        *found["general_conditions"],
    ]


@pytest.mark.parametrize(
    ("case", "measure", "expected"),
    EXPECTED,
    ids=[f"{case['id']}-{measure}" for case, measure, _ in EXPECTED],
)
def test_the_answer_is_the_one_the_source_gives(case, measure, expected):
    found = assess(packs.load(case["pack"]), case["input"])["measures"][measure]
    missing = {name for entry in entries(found) for name in entry.get("missing", ())}
    unmet = [
        wanted
        for wanted in expected.get("conditions", ())
        if not any(
            wanted["citation_contains"] in e["citation"] and wanted["holds"] == e["holds"]
            for e in entries(found)
        )
    ]
    assert set(expected) <= KEYS, "a key that this test does not know"
    assert found["available"] == expected.get("available", found["available"])
    assert found["max_duration"] == expected.get("max_duration", found["max_duration"])
    assert unmet == []
    assert set(expected.get("missing_contains", ())) <= missing


def test_there_are_cases_for_every_pack_that_has_measures():
    with_measures = {pack.id for pack in packs.load_all() if pack.measures}
    assert with_measures == {case["pack"] for case in CASES}
