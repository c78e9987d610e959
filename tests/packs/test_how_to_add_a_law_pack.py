"""The page that tells a jurist how to add a pack, followed step by step."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from vaern.packs.report import report

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-law-pack.md"
BLOCK = re.compile(r"```yaml\n# (?P<path>\S+)\n(?P<text>.*?)```", re.DOTALL)


@pytest.fixture
def laws(tmp_path):
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        path = tmp_path / block["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    return tmp_path


def vaern(laws, *arguments):
    command = [sys.executable, "-c", "from vaern.cli import main; main()", "law", *arguments]
    where = {"VAERN_LAWS": str(laws), "VAERN_CACHE": str(laws)}
    run = subprocess.run(command, capture_output=True, check=False, text=True, env=where)
    return run.returncode, run.stdout + run.stderr


def test_the_pack_of_the_page_has_nothing_wrong_and_answers_its_cases(laws):
    assert vaern(laws, "check", "example-2026") == (0, "example-2026: nothing wrong\n")


def test_the_measure_of_the_page_can_be_read(laws):
    assert "left to a person" in vaern(laws, "show", "example-2026", "--measure", "ban")[1].lower()


def test_a_mistake_is_found_at_the_line_the_page_says(laws):
    act = laws / "example-2026" / "act.yaml"
    act.write_text(act.read_text().replace("judged: repetition_expected}", "judged: repetition_expekted}"))
    said = re.search(r"my-laws/(example-2026/act.yaml:.*)", PAGE.read_text(encoding="utf-8"))
    assert said is not None
    found = report(laws / "example-2026")[0]
    assert said[1] == f"{found.where}: {found.error}; expected {found.expected}"


def test_words_that_do_nothing_and_do_not_say_why_are_found(laws):
    act = laws / "example-2026" / "act.yaml"
    act.write_text(act.read_text().replace("  not_a_rule: It says when the Act begins to apply.\n", ""))
    found = report(laws / "example-2026")[0]
    assert (found.cite, found.error) == ("§ 3", "words that do nothing")


def test_a_case_that_the_pack_answers_otherwise_is_found(laws):
    cases = laws / "example-2026" / "scenarios" / "ban.yaml"
    cases.write_text(cases.read_text().replace("{suspicion: weak}", "{suspicion: convicted}"))
    assert report(laws / "example-2026")[0].error.startswith("ban: available is yes, not no")
