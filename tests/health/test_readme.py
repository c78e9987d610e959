"""What the README tells a newcomer to type works as it stands."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
TYPED = re.findall(r"^    \.venv/bin/vaern (.*?)(?:\s+#.*)?$", (TOP / "README.md").read_text(), re.MULTILINE)


def test_there_are_commands_to_type():
    assert len(TYPED) >= 7


def test_the_commands_of_the_readme_work_one_after_the_other(tmp_path):
    (tmp_path / "docs").symlink_to(TOP / "docs")
    for typed in TYPED:
        if "bench" in typed:
            typed = typed.replace("10000", "20").replace("1000000", "2000")
        done = subprocess.run(
            [Path(sys.executable).with_name("vaern"), *shlex.split(typed)], cwd=tmp_path, capture_output=True
        )
        assert done.returncode == 0, typed
    assert (tmp_path / "out" / "released.jsonl").read_text().count("\n") > 10


@pytest.mark.parametrize("target", ["run", "setup", "test", "picture", "bench"])
def test_the_make_targets_that_are_named_exist(target):
    assert re.search(rf"^{target}:", (TOP / "Makefile").read_text(), re.MULTILINE)
