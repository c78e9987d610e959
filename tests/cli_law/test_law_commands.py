"""`vaern law …` as another system calls it: JSON in, JSON out, refusals on standard error."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIOS = Path(__file__).parents[2] / "laws" / "dk-2011-draft" / "scenarios"
ASKED = json.loads((SCENARIOS / "law.json").read_text(encoding="utf-8"))[0]["input"]
DUE = json.loads((SCENARIOS / "deadlines.json").read_text(encoding="utf-8"))[0]["input"]


def vaern(*arguments, given=""):
    content = given if isinstance(given, bytes) else given.encode()
    run = subprocess.run(
        [sys.executable, "-c", "from vaern.cli import main; main()", "law", *arguments],
        input=content,
        capture_output=True,
        check=False,
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def refused(*arguments, given=""):
    status, out, error = vaern(*arguments, given=given)
    assert (status, out) == (2, "")
    return json.loads(error)


def test_facts_go_in_and_findings_come_out():
    status, out, _ = vaern("assess", given=json.dumps(ASKED))
    assert status == 0
    assert json.loads(out)["measures"]["tilhold"]["available"] == "yes"


def test_facts_may_come_from_a_file(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(ASKED), encoding="utf-8")
    assert vaern("assess", str(path))[0] == 0


def test_events_go_in_and_obligations_come_out():
    status, out, _ = vaern("deadlines", given=json.dumps(DUE))
    assert status == 0
    assert json.loads(out)["obligations"][0]["citation"].startswith("dk-2011-draft")


def test_packs_are_listed_with_their_status():
    listed = {each["id"]: each["status"] for each in json.loads(vaern("packs")[1])}
    assert listed["dk-2011-draft"] == "draft"


def test_a_citation_is_explained_with_or_without_quotes():
    outputs = {vaern("explain", *words)[1] for words in (["dk-2011-draft § 5"], ["dk-2011-draft", "§", "5"])}
    assert len(outputs) == 1


def test_an_explanation_can_be_read():
    text = vaern("explain", "dk-2011-draft § 2(1) no. 1", "--text")[1]
    assert text.startswith("dk-2011-draft § 2(1) no. 1  [draft]\nMistankekravet\n")
    assert "Source: seed 004, lines 6229" in text


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        ("se-2011 lov 1988:688 til 2011 (bortvisning)", "In force to: 2011-09-30"),
        ("se-2011 lov 2011:487 (bortvisning)", "In force from: 2011-10-01"),
    ],
)
def test_an_explanation_says_when_the_words_applied(citation, line):
    assert line in vaern("explain", citation, "--text")[1].splitlines()


@pytest.mark.parametrize(
    ("command", "given", "where"),
    [
        ("assess", "", ""),
        ("assess", "{", ""),
        ("assess", "[]", ""),
        ("assess", '{"law": 7}', "/law"),
        ("assess", "{}", "/law"),
        ("assess", '{"law": "dk-1866"}', "/law"),
        ("assess", '{"law": "dk-2011-draft"}', "/at"),
        ("assess", '{"law": "dk-2011-draft", "at": NaN}', ""),
        ("assess", b"\xff", ""),
        ("assess", "[" * 100_000, ""),
        ("deadlines", '{"law": "dk-2011-draft", "events": []}', "/now"),
        ("deadlines", '{"law": "dk-2011-draft", "now": "2026-05-04T10:00:00Z"}', "/events"),
        ("deadlines", '{"law": "dk-2011-draft", "now": "2026-05-04T10:00:00", "events": []}', "/now"),
        ("deadlines", '{"law": "dk-2011-draft", "then": "2026-05-04T10:00:00Z", "events": []}', ""),
        ("assess", '{"law": "dk-2011-draft", "law": "dk-2011-draft"}', ""),
    ],
)
def test_bad_input_is_refused_with_its_place(command, given, where):
    refusal = refused(command, given=given)
    assert set(refusal) == {"error", "where", "expected"}
    assert refusal["where"] == where


def test_an_unknown_citation_is_refused():
    assert refused("explain", "dk-2011-draft § 99")["error"] == "unknown citation"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused("assess", str(tmp_path / "nothing.json"))["error"] == "file cannot be read"


def test_lines_answer_line_by_line():
    given = "\n".join([json.dumps(ASKED), "oops", "", json.dumps(ASKED)])
    status, out, error = vaern("assess", "--lines", given=given)
    answers = [json.loads(line) for line in out.splitlines()]
    assert ["measures" in each for each in answers] == [True, False, True]
    assert (status, error) == (2, "")


def test_good_lines_end_well():
    status, out, _ = vaern("deadlines", "--lines", given=json.dumps(DUE))
    assert (status, len(out.splitlines())) == (0, 1)


def test_a_law_command_loads_no_web_and_no_numbers():
    rooms = "import sys, vaern.cli.law, vaern.packs, vaern.deadlines"
    code = f"{rooms}; print({{'numpy', 'django'}} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "set()"


def test_an_act_is_printed_with_what_each_provision_does():
    text = vaern("show", "dk-2011-draft", "--provision", "§ 5")[1]
    assert text.startswith("Lovudkast om tilhold, opholdsforbud og bortvisning (2011)\n")
    assert "A DRAFT: never law as printed here." in text
    assert "sets tilhold_for: P5Y (“indtil 5 år”)" in text


def test_one_file_of_an_act_is_printed():
    text = vaern("show", "dk-2011-draft", "--file", "kapitel-6.yaml")[1]
    assert "§ 22" in text
    assert "§ 21 " not in text


def test_a_whole_pack_is_printed():
    assert "\n§ 27" in vaern("show", "dk-2011-draft")[1]


def test_a_measure_is_printed_like_a_note():
    text = vaern("show", "dk-2011-draft", "--measure", "tilhold")[1]
    parts = ["When it may be given", "And always", "Left to a person", "How long", "What ends it", "Effects"]
    places = [text.index(f"\n{part}") for part in parts]
    assert places == sorted(places)
    assert "[dk-2011-draft § 2(1) no. 1]" in text


def test_a_measure_is_shown_to_a_program():
    found = json.loads(vaern("show", "dk-2011-draft", "--measure", "bortvisning", "--json")[1])
    assert found["terms"][0]["citation"].startswith("dk-2011-draft § ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "dk-1866"),
        ("show", "dk-2011-draft", "--measure", "tilhald"),
        ("show", "dk-2011-draft", "--provision", "§ 99"),
        ("show", "dk-2011-draft", "--file", "kapitel-9.yaml"),
        ("show", "dk-2011-draft", "--json"),
        ("diff", "dk-2004"),
        ("assess", "--loud"),
        ("repeal",),
        ("check", "no-such-folder"),
    ],
)
def test_what_is_not_there_is_refused_as_one_json_object(arguments):
    assert set(refused(*arguments)) == {"error", "where", "expected"}


def test_a_comparison_says_what_the_draft_changes_measure_by_measure():
    text = vaern("diff", "dk-2004", "dk-2011-draft")[1]
    assert "tilhold (was: tilhold, bortvisning_tilhold)" in text
    assert "New: elektronisk_kontrol" in text


def test_a_finding_can_be_read():
    text = vaern("assess", "--text", given=json.dumps(ASKED))[1]
    assert "May be given: tilhold" in text
    assert "Pointed out, not chosen." in text
    assert "Made with engine" in text


def test_a_list_of_obligations_can_be_read():
    text = vaern("deadlines", "--text", given=json.dumps(DUE))[1]
    assert text.startswith("dk-2011-draft, version ")


def test_good_packs_have_nothing_wrong():
    status, out, _ = vaern("check")
    assert status == 0
    assert out.endswith("nothing wrong\n")


def test_everything_wrong_in_a_folder_is_reported_with_file_line_and_provision(tmp_path):
    folder = tmp_path / "dk-2011-draft"
    shutil.copytree(SCENARIOS.parent, folder)
    path = folder / "kapitel-2.yaml"
    spoiled = path.read_text(encoding="utf-8").replace("opens: bortvisning", "opens: bortvising")
    path.write_text(spoiled.replace("judged: offence_expected_at_home", "judged: offence_expected_home"))
    status, out, error = vaern("check", str(tmp_path))
    assert (status, out) == (2, "")
    assert {line.split(": ")[1] for line in error.splitlines()} == {"unknown measure", "unknown judgement"}
    assert all(line.startswith(f"{path}:") for line in error.splitlines())
