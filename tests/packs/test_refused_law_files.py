"""A law file that cannot be trusted is refused, with the file and the place."""

import shutil
from pathlib import Path

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.packs.report import report

LAWS = Path(__file__).parents[2] / "laws"


@pytest.fixture
def laws(tmp_path, monkeypatch):
    """A copy of the draft, for spoiling."""
    shutil.copytree(LAWS / "dk-2011-draft", tmp_path / "dk-2011-draft")
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    return tmp_path / "dk-2011-draft"


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal():
    with pytest.raises(InputError) as caught:
        packs.load("dk-2011-draft")
    return caught.value


def test_an_untouched_copy_is_read(laws):
    assert packs.load("dk-2011-draft").provisions


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("kapitel-2.yaml", '  source: {seed: "004", lines: "6270"}\n', "", "'source' is a required property"),
        ("kapitel-2.yaml", '"6270"', '"page 12"', "does not match"),
        ("kapitel-2.yaml", '- cite: "§ 9(2)"', '- cite: "§ 9(1)"', "duplicate provision"),
        ("kapitel-2.yaml", 'of: "§ 8 no. 2"', 'of: "§ 8 no. 3"', "unknown cited provision: § 8 no. 3"),
        (
            "kapitel-2.yaml",
            "rule: offence_expected,",
            "rule: expected,",
            "unknown rule: expected of § 8 no. 2",
        ),
        (
            "kapitel-2.yaml",
            "words: over 18 år\n      r",
            "words: over 21 år\n      r",
            "does not have: over 21 år",
        ),
        ("kapitel-2.yaml", "max_duration: detention", "max_duration: arrest", "unknown value: arrest"),
        ("kapitel-2.yaml", "offence: [named,", "offence: [nemed,", "unknown offences: nemed"),
        ("kapitel-2.yaml", "judged: offence_expected_at_home", "guessed: x", "not valid"),
        ("kapitel-1-tilhold.yaml", "opens: tilhold", "opens: tilhald", "unknown measure: tilhald"),
        ("kapitel-1-tilhold.yaml", "guides: [definite_persons]", "guides: [x]", "unknown rule: x"),
        ("kapitel-1-opholdsforbud.yaml", 'ground: "§ 2(1)"', 'ground: "§ 3"', "unknown ground: § 3"),
        ("kapitel-5.yaml", "provisions:", "provision:", "'provisions' is a required property"),
        ("kapitel-5.yaml", "instrument:", "\tinstrument:", "not YAML"),
        ("pack.yaml", 'citation: "§ 17(3)"', 'citation: "§ 17(9)"', "unknown cited provision: § 17(9)"),
        ("kapitel-2.yaml", "- id: shared_home", "- id: of_age", "duplicate id among rules: of_age"),
        ("kapitel-2.yaml", "- id: named\n", "- id: chapters\n", "duplicate id among offences"),
        ("kapitel-2.yaml", "protected.role, is: [victim", "protected.role, is: [viktim", "never has: viktim"),
        ("kapitel-2.yaml", "event: decided", "event: desided", "unknown event: desided (perhaps decided)"),
        ("pack.yaml", "time_zone: Europe/", "time_zone: Europa/", "unknown time zone: Europa/Copenhagen"),
        ("kapitel-2.yaml", "chapter:", "instrument: Another\nchapter:", "the key instrument is there twice"),
        ("kapitel-1-opholdsforbud.yaml", "is: P5Y", "is: five years", "not a period: five years"),
        ("pack.yaml", "with: opholdsforbud", "with: opholdsforbod", "unknown measure: opholdsforbod"),
        ("pack.yaml", "id: bortvisning\n", "id: tilhold\n", "duplicate measure: tilhold"),
        ("pack.yaml", "  - kapitel-3.yaml\n", "", "a file that is not listed: kapitel-3.yaml"),
    ],
)
def test_a_spoiled_file_is_refused(laws, name, old, new, error):
    spoil(laws / name, old, new)
    assert error in refusal().error


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("kapitel-2.yaml", '"6270"', '"page 12"', "its lines, in quotation marks"),
        ("kapitel-2.yaml", 'seed: "004"', 'seed: "L 66"', "the number of the source document, three digits"),
        ("kapitel-2.yaml", "actor: police", "actor: politi", "one of: police, prosecutor"),
        ("kapitel-2.yaml", "  title: ", "  titel: ", "only the keys: cite, title"),
        (
            "kapitel-2.yaml",
            "judged: offence_expected_at_home",
            "guessed: x",
            "keys that go together, of: all, any",
        ),
    ],
)
def test_a_refusal_says_what_may_stand_there(laws, name, old, new, expected):
    spoil(laws / name, old, new)
    assert expected in refusal().expected


def test_the_refusal_names_the_file_and_the_provision(laws):
    spoil(laws / "kapitel-2.yaml", '  source: {seed: "004", lines: "6270"}\n', "")
    assert refusal().where == "dk-2011-draft/kapitel-2.yaml:7 (§ 7)"


def test_a_duplicate_names_the_second_place(laws):
    spoil(laws / "kapitel-2.yaml", '- cite: "§ 9(2)"', '- cite: "§ 9(1)"')
    assert refusal().where.endswith("(§ 9(1))")


def test_a_missing_file_is_refused(laws):
    (laws / "kapitel-3.yaml").unlink()
    assert "kapitel-3.yaml" in refusal().error


def test_rules_that_go_round_in_a_circle_are_refused(laws):
    rule = "when: {order: opholdsforbud, or_given_together: true}"
    spoil(laws / "elektronisk-kontrol.yaml", rule, "when: {measure: elektronisk_kontrol}")
    assert "in a circle: elektronisk_kontrol → " in refusal().error


def test_two_terms_that_answer_differently_are_refused(laws):
    term = "    - {measures: [bortvisning], max_duration: bortvisning_for}\n"
    spoil(laws / "kapitel-2.yaml", term, term.replace("bortvisning]", "bortvisning, tilhold]"))
    assert refusal().error == "max_duration of tilhold answers differently than § 5"


def test_a_rule_that_refers_to_what_did_not_apply_then_is_refused(tmp_path, monkeypatch):
    shutil.copytree(LAWS / "se-2011", tmp_path / "se-2011")
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    old, new = 'of: "lov 1988:688 til 2011 (risiko)"', 'of: "lov 2011:487 (risiko)"'
    spoil(tmp_path / "se-2011" / "lov-1988-688-til-2011.yaml", old, new)
    with pytest.raises(InputError, match="unknown cited provision: lov 2011:487"):
        packs.load("se-2011")


def test_a_file_that_says_badly_when_it_applied_is_refused(tmp_path, monkeypatch):
    shutil.copytree(LAWS / "se-2011", tmp_path / "se-2011")
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    spoil(tmp_path / "se-2011" / "lov-2011-487.yaml", '"2011-10-01"', '"October 2011"')
    with pytest.raises(InputError, match="does not match"):
        packs.load("se-2011")


def test_two_versions_of_a_provision_must_not_be_in_force_together(tmp_path, monkeypatch):
    shutil.copytree(LAWS / "se-2011", tmp_path / "se-2011")
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    older = "lov-1988-688-til-2011.yaml"
    text = (tmp_path / "se-2011" / older).read_text(encoding="utf-8")
    (tmp_path / "se-2011" / "again.yaml").write_text(text, encoding="utf-8")
    spoil(tmp_path / "se-2011" / "pack.yaml", f"- {older}\n", f"- {older}\n  - again.yaml\n")
    with pytest.raises(InputError, match="two versions in force at the same time"):
        packs.load("se-2011")


def test_everything_that_is_wrong_is_reported_with_file_line_and_provision(laws):
    spoil(laws / "kapitel-2.yaml", "opens: bortvisning", "opens: bortvising")
    spoil(laws / "kapitel-3.yaml", "judged: proportionate", "judged: proportional")
    lines = {name: place(laws / name, word) for name, word in SPOILED.items()}
    assert [(each.file, each.line, each.cite) for each in report(laws)] == [
        ("dk-2011-draft/kapitel-2.yaml", lines["kapitel-2.yaml"], "§ 8"),
        ("dk-2011-draft/kapitel-3.yaml", lines["kapitel-3.yaml"], "§ 12"),
    ]


SPOILED = {"kapitel-2.yaml": "opens: bortvising", "kapitel-3.yaml": "judged: proportional"}


def place(path, word):
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if word in line)


def test_an_untouched_pack_has_nothing_to_report(laws):
    assert report(laws) == []
