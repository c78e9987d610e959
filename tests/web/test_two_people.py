"""Two people at one case lose nothing: on real locks, in a process of its own, on this run's database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.database
SCRIPT = Path(__file__).parents[1] / "setup" / "two_people.py"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    told = {
        "VAERN_HOME": str(tmp_path_factory.mktemp("home")),
        "DJANGO_SETTINGS_MODULE": "vaern.web.settings",
    }
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_what_both_say_at_once_stands_in_the_log_and_its_chain_holds(found):
    assert found["many_reports"] == {"reports": 20, "broken_at": None}


def test_of_two_who_write_the_same_one_is_told_and_keeps_what_was_typed(found):
    assert found["one_name"] == {"said": 1, "told": 1, "kept": True}


def test_one_sending_that_comes_four_times_at_once_is_said_once(found):
    assert found["one_token"] == {"said": 1, "statuses": [302]}


def test_one_opening_that_comes_three_times_at_once_opens_one_case(found):
    assert found["one_opening"] == {"opened": 1, "same": 1}
