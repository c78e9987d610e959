"""The house keeps its own rules."""

import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
MOST_LINES = 300


def tracked(pattern):
    listed = subprocess.run(
        ["git", "ls-files", pattern], cwd=TOP, capture_output=True, text=True, check=True
    ).stdout
    return [TOP / line for line in listed.splitlines()]


@pytest.mark.parametrize("lock", ["requirements/run.txt", "requirements/dev.txt"])
def test_a_lock_has_a_hash_for_each_package_and_names_no_index(lock):
    text = (TOP / lock).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)
    for requirement in re.findall(r"^\S+==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL):
        assert "--hash=sha256:" in requirement


def test_no_module_is_too_long_to_see_whole():
    long = {
        str(path.relative_to(TOP))
        for path in tracked("src/*.py")
        if len(path.read_text().splitlines()) > MOST_LINES
    }
    assert not long


def test_no_room_is_named_after_nothing():
    assert not [
        path
        for path in tracked("src/*.py")
        if re.search(r"(util|helper|common|misc|manager)s?\.py$", path.name)
    ]


def test_nothing_is_skipped_or_expected_to_fail():
    words = "pytest." + "mark.skip", "pytest." + "skip(", "mark." + "xfail"
    assert not [path for path in tracked("tests/*.py") if any(word in path.read_text() for word in words)]


def test_no_position_reaches_a_log_by_an_f_string():
    assert not [
        path for path in tracked("src/*.py") if re.search(r"log(ger)?\.\w+\(f[\"']", path.read_text())
    ]
