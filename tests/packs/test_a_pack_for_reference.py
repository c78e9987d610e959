"""A pack to read and compare: it opens nothing, counts nothing, and can be read like any other."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from vaern import packs
from vaern.deadlines import obligations
from vaern.errors import InputError
from vaern.law import assess, explain, summary

LAWS = Path(__file__).parents[2] / "laws"
PACK = packs.load("abroad")
NOW = datetime.fromisoformat("2026-05-04T10:00:00+02:00")


def test_it_is_listed_without_measures():
    assert (summary(PACK)["status"], summary(PACK)["measures"]) == ("reference", [])


def test_it_opens_no_measure():
    assert assess(PACK, {"law": "abroad", "at": NOW.isoformat()})["measures"] == {}


def test_nothing_is_due_under_it():
    reported = {"type": "reported", "at": "2026-05-03T10:00:00+02:00"}
    assert obligations(PACK, NOW, [reported])["obligations"] == []


def test_no_order_can_be_given_under_it():
    decided = {"type": "decided", "at": "2026-05-03T10:00:00+02:00", "measure": "tilhold", "duration": "P1Y"}
    with pytest.raises(InputError) as caught:
        obligations(PACK, NOW, [decided])
    assert caught.value.where == "/events/0/measure"


@pytest.mark.parametrize("country", ["uk pha", "au", "nl strl § 258 b", "de strl § 238", "at strl § 107 a"])
def test_each_country_can_be_read(country):
    assert explain([PACK], f"abroad {country}")["text"]


@pytest.mark.parametrize(
    ("provision", "value", "is_"),
    [
        ("uk pha § 1", "occasions", 2),
        ("uk pha § 3", "decider", "retten"),
        ("uk pha § 4", "times", 2),
        ("uk pha § 5", "decider", "retten"),
        ("uk pha § 8", "decider", "retten"),
        ("au ca § 35 (at stalke)", "occasions", 2),
        ("de strl § 238(2)", "imprisoned_at_least", "P3M"),
        ("de strl § 238(3)", "imprisoned_at_least", "P1Y"),
    ],
)
def test_numbers_can_be_compared(provision, value, is_):
    assert PACK.provisions[provision].values[value].is_ == is_


@pytest.mark.parametrize(
    ("provision", "months"),
    [
        ("uk pha § 2", [6]),
        ("uk pha § 3", [60]),
        ("uk pha § 4", [60]),
        ("uk pha § 9", [60]),
        ("au ca § 35 (straf)", [24, 60]),
        ("nl strl § 258 b (straf)", [36]),
        ("de strl § 238(1)", [36]),
        ("de strl § 238(2)", [60]),
        ("de strl § 238(3)", [120]),
        ("at strl § 107 a(1)", [12]),
    ],
)
def test_the_longest_imprisonment_can_be_compared(provision, months):
    assert [each.is_ for each in PACK.provisions[provision].penalties] == months


def test_every_passage_has_a_number_or_says_why_it_has_none():
    said = [each for each in PACK.provisions.values() if each.values or each.penalties or each.not_a_rule]
    assert said == list(PACK.provisions.values())


def refusal(tmp_path, monkeypatch, pack, change):
    shutil.copytree(LAWS / pack, tmp_path / pack)
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    path = tmp_path / pack / "pack.yaml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        packs.load(pack)
    return caught.value


def test_a_pack_that_decides_must_say_how_it_counts(tmp_path, monkeypatch):
    refused = refusal(tmp_path, monkeypatch, "es-2009", lambda text: text.partition("settings:")[0])
    assert refused.error == "'settings' is a required property"


def test_a_pack_that_decides_has_measures(tmp_path, monkeypatch):
    refused = refusal(
        tmp_path,
        monkeypatch,
        "abroad",
        lambda text: text.replace("status: reference", "status: in_force_then"),
    )
    assert refused.where.startswith("abroad/pack.yaml")


def test_a_pack_for_reference_has_no_measures(tmp_path, monkeypatch):
    refused = refusal(
        tmp_path, monkeypatch, "es-2009", lambda text: text.replace("in_force_then", "reference")
    )
    assert refused.where.startswith("es-2009/pack.yaml")
