"""What is vendored is what its README says it is."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "src/vaern/web/static/vendor", ROOT / "tests/browser/vendor"]
ROW = re.compile(r"\| (\S+) \| (\S+) \| \S+ \| `(\S+)` \| `([0-9a-f]{64})` \|")


def _rows() -> list[tuple[Path, str]]:
    return [
        (folder / f"{package}-{version}" / file, digest)
        for folder in FOLDERS
        for package, version, file, digest in ROW.findall((folder / "README.md").read_text())
    ]


@pytest.mark.parametrize(("file", "digest"), _rows(), ids=lambda value: getattr(value, "name", ""))
def test_a_vendored_file_has_the_hash_its_readme_states(file, digest):
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest


def test_no_vendored_file_is_missing_from_a_readme():
    scripts = {
        path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in {".js", ".mjs", ".css"}
    }
    assert scripts == {file for file, _ in _rows()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_each_vendored_package_lies_beside_its_licence(folder):
    assert all((package / "LICENSE.txt").is_file() for package in folder.iterdir() if package.is_dir())


def test_no_vendored_file_points_to_a_source_map_that_is_not_there():
    assert not [file.name for file, _ in _rows() if b"sourceMappingURL=" in file.read_bytes()]
