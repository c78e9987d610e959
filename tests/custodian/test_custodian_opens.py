"""The custodian's tool: one person, one day, two persons, a ground and a trace; nothing else opens."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sealing import DAY, NEXT, put

from vaern.custodian.__main__ import main
from vaern.custodian.key import from_shares, make_shares
from vaern.custodian.trace import last_of
from vaern.errors import InputError
from vaern.vault import Vault


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """A vault with two persons' two days, and what a custodian says to open one of them."""
    public = make_shares(tmp_path / "first", tmp_path / "second")
    vault = Vault.open(tmp_path / "vault", public)
    for person, seq in (("R-7", 7), ("R-8", 8)):
        for day in (DAY, NEXT):
            put(vault, person, day, seq)
    vault.close()
    paths = {name: str(tmp_path / name) for name in ("vault", "first", "second", "trace", "out")}
    return paths | {
        "person": "R-7", "day": "2026-05-01", "law": "dk-2011-draft", "by": "A. Holm", "and-by": "B. Krog",
        "reason": "asks what is kept of him, letter of 3 May",
    }  # fmt: skip


def run(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], *more: str) -> int:
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    monkeypatch.setattr(sys, "argv", ["vaern-custodian", "open", *options, *more])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def refusal(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(capsys.readouterr().err)
    return said


def test_on_his_own_request_his_day_is_opened_and_no_other(given, monkeypatch, tmp_path: Path) -> None:
    assert run(monkeypatch, given, "--on-own-request") == 0
    lines = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert [(line["device"], line["seq"]) for line in lines] == [("R1", 7)]


def test_the_opening_leaves_a_trace_with_both_names_the_ground_and_the_reason(
    given, monkeypatch, tmp_path: Path
) -> None:
    run(monkeypatch, given, "--on-own-request")
    entry = json.loads((tmp_path / "trace").read_text())
    assert (entry["by"], entry["and_by"], entry["ground"]) == ("A. Holm", "B. Krog", "own_request")
    assert entry["reason"] == given["reason"]


def test_an_opening_that_cannot_leave_a_trace_opens_nothing(given, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "trace").mkdir()
    with pytest.raises(IsADirectoryError):
        run(monkeypatch, given, "--on-own-request")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("second", ["A. Holm", "a. holm ", "  "])
def test_one_person_alone_opens_nothing(given, monkeypatch, tmp_path: Path, second: str) -> None:
    assert run(monkeypatch, given | {"and-by": second}, "--on-own-request") == 2
    assert not (tmp_path / "out").exists()


def test_the_danish_draft_cites_no_basis_besides_his_own_request(given, monkeypatch, capsys) -> None:
    assert run(monkeypatch, given, "--basis", "dk-2011-draft ek § 1(2)") == 2
    assert refusal(capsys)["error"] == "dk-2011-draft cites no such basis for opening a sealed position"


def test_no_ground_opens_nothing(given, monkeypatch, capsys) -> None:
    assert run(monkeypatch, given) == 2
    assert refusal(capsys)["error"] == "an opening needs one ground"


def test_one_share_twice_is_no_key(given, monkeypatch, tmp_path: Path) -> None:
    assert run(monkeypatch, given | {"second": given["first"]}, "--on-own-request") == 2
    assert not (tmp_path / "out").exists()


def test_shares_of_another_key_open_nothing(given, monkeypatch, tmp_path: Path, capsys) -> None:
    make_shares(tmp_path / "x", tmp_path / "y")
    other = {"first": str(tmp_path / "x"), "second": str(tmp_path / "y")}
    assert run(monkeypatch, given | other, "--on-own-request") == 2
    assert refusal(capsys)["error"] == "these shares do not open this vault"


def test_the_two_shares_together_are_the_key_in_either_order(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    public = make_shares(first, second)
    assert bytes(from_shares(second, first).public_key) == public


def test_a_trace_that_was_changed_is_found_and_opens_nothing_more(
    given, monkeypatch, tmp_path: Path, capsys
) -> None:
    run(monkeypatch, given, "--on-own-request")
    trace = tmp_path / "trace"
    trace.write_text(trace.read_text().replace("B. Krog", "C. Lind"))
    capsys.readouterr()
    assert run(monkeypatch, given | {"out": str(tmp_path / "again")}, "--on-own-request") == 2
    with pytest.raises(InputError, match="changed at line 1"):
        last_of(trace)
