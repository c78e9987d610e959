"""The custodian's key is its own, and nothing that runs in the house can open what was sealed."""

from __future__ import annotations

import ast
from pathlib import Path

import vaern
from vaern.custodian.key import make_custodian

SOURCE = Path(vaern.__file__).parent


def imported(path: Path) -> set[str]:
    """Every module, and every name taken from one, that the file imports at any depth."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def test_no_module_outside_the_custodians_room_imports_the_opener() -> None:
    outside = [path for path in SOURCE.rglob("*.py") if "custodian" not in path.parent.parts]
    openers = [path.name for path in outside if "vaern.custodian.open" in imported(path)]
    assert openers == []


def test_no_module_outside_the_custodians_room_takes_the_private_key() -> None:
    outside = [path for path in SOURCE.rglob("*.py") if "custodian" not in path.parent.parts]
    wanted = {"vaern.custodian.key.private_key", "vaern.custodian.key.from_shares"}
    takers = [path.name for path in outside if wanted & imported(path)]
    assert takers == []


def test_the_private_key_is_its_owners_alone(tmp_path: Path) -> None:
    make_custodian(tmp_path)
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600, 0o600]


def test_the_key_is_made_once(tmp_path: Path) -> None:
    assert make_custodian(tmp_path) == make_custodian(tmp_path)
