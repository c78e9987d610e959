"""`vaern vault`: sweep, hold, export and import from the command line, on a folder where no service runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from vaern.cli import main
from vaern.custodian.key import make_custodian


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "monitor").mkdir(parents=True)
    public = make_custodian(tmp_path / "custodian").hex()
    (tmp_path / "home" / "monitor" / "custodian.pub").write_text(public)
    return tmp_path / "home"


def vaern(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["vaern", "vault", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_sweep_when_nothing_is_over_gives_no_receipt(home: Path, monkeypatch, capsys) -> None:
    assert vaern(monkeypatch, "sweep", "--home", home) == 0
    assert capsys.readouterr().out == ""


def test_what_was_exported_comes_in_again_under_the_same_hash(home: Path, monkeypatch, capsys) -> None:
    vaern(monkeypatch, "sweep", "--home", home)
    assert vaern(monkeypatch, "export", "--home", home, "--out", home.parent / "out") == 0
    assert vaern(monkeypatch, "import", home.parent / "out", "--home", home.parent / "new") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first) == json.loads(second)


def test_a_hold_of_an_unknown_alarm_is_refused_in_a_sentence(home: Path, monkeypatch, capsys) -> None:
    assert vaern(monkeypatch, "hold", "C1/home/zone/1", "--case", "SS-1/2026", "--home", home) == 2
    assert json.loads(capsys.readouterr().err)["error"] == "there is no such alarm"


def test_a_folder_without_a_vault_is_refused_in_a_sentence(tmp_path: Path, monkeypatch, capsys) -> None:
    assert vaern(monkeypatch, "sweep", "--home", tmp_path / "nothing") == 2
    assert json.loads(capsys.readouterr().err)["error"] == "there is no vault"


def test_no_command_of_the_house_opens_a_sealed_position(monkeypatch, capsys) -> None:
    vaern(monkeypatch, "--help")
    said = capsys.readouterr().out
    assert "end-hold" in said
    assert "open" not in said.replace("Nothing opens", "")
