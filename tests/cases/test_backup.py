"""A backup is whole or refused, and what it brings back is what was there."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from vaern.cases import backup as backups
from vaern.cases.backup import back_up, restore
from vaern.errors import InputError

CONTENT = b"a photograph"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
NAME = f"attachments/{DIGEST[:2]}/{DIGEST}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "attachments" / DIGEST[:2]).mkdir(parents=True)
    (home / NAME).write_bytes(CONTENT)
    (home / "django_secret.key").write_text("the secret")
    with sqlite3.connect(home / "vaern.sqlite3") as db:
        db.execute("CREATE TABLE said (what TEXT)")
        db.execute("INSERT INTO said VALUES ('told')")
    return home


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    back_up(home / "vaern.sqlite3", home, tmp_path / "backup.tar")
    return tmp_path / "backup.tar"


def brought_back(backup: Path, to: Path) -> None:
    restore(backup, to / "vaern.sqlite3", to)


def test_nobody_else_can_read_it_and_the_secret_is_not_in_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert b"the secret" not in backup.read_bytes()


def test_what_was_there_is_there_again(backup: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    brought_back(backup, there)
    with sqlite3.connect(there / "vaern.sqlite3") as db:
        assert db.execute("SELECT what FROM said").fetchall() == [("told",)]
    assert (there / NAME).read_bytes() == CONTENT


def test_what_she_wrote_down_comes_back_too(home: Path, tmp_path: Path) -> None:
    hers = home / "diaries" / DIGEST[:2] / DIGEST
    hers.parent.mkdir(parents=True)
    hers.write_bytes(CONTENT)
    back_up(home / "vaern.sqlite3", home, tmp_path / "b.tar")
    brought_back(tmp_path / "b.tar", tmp_path / "there")
    assert (tmp_path / "there" / "diaries" / DIGEST[:2] / DIGEST).read_bytes() == CONTENT


def test_it_is_made_while_somebody_writes(home: Path, tmp_path: Path) -> None:
    writing = sqlite3.connect(home / "vaern.sqlite3")
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("INSERT INTO said VALUES ('not yet committed')")
    back_up(home / "vaern.sqlite3", home, tmp_path / "b.tar")
    brought_back(tmp_path / "b.tar", tmp_path / "there")
    with sqlite3.connect(tmp_path / "there" / "vaern.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM said").fetchone() == (1,)
    writing.close()


@pytest.mark.parametrize("left", [0, 1, 512, 5000, -1, -1024, -10240])
def test_a_backup_cut_short_is_refused_and_touches_nothing(backup: Path, tmp_path: Path, left: int) -> None:
    whole = backup.read_bytes()
    cut = tmp_path / "cut.tar"
    cut.write_bytes(whole[:left] if left >= 0 else whole.rstrip(b"\0")[:left])
    there = tmp_path / "there"
    with pytest.raises(InputError, match="nothing was touched"):
        brought_back(cut, there)
    assert not there.exists()


def test_a_backup_with_a_byte_changed_is_refused(backup: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.tar"
    changed.write_bytes(backup.read_bytes().replace(CONTENT, b"b" + CONTENT[1:]))
    with pytest.raises(InputError, match="nothing was touched"):
        brought_back(changed, tmp_path / "there")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "attachments/../../outside", "other"])
def test_a_file_that_no_backup_holds_is_never_written(backup: Path, tmp_path: Path, name: str) -> None:
    with tarfile.open(backup, "a") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, BytesIO(b"x"))
    with pytest.raises(InputError):
        brought_back(backup, tmp_path / "there")
    assert not (tmp_path / "outside").exists()


def test_a_restore_that_was_killed_holds_no_cases_and_the_same_call_begins_anew(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = backups._write

    def killed(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
        written(tar, member, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(backups, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        brought_back(backup, tmp_path / "there")
    assert not (tmp_path / "there" / "vaern.sqlite3").exists()
    monkeypatch.setattr(backups, "_write", written)
    brought_back(backup, tmp_path / "there")
    assert (tmp_path / "there" / "vaern.sqlite3").exists()


def test_cases_that_are_there_are_never_written_over(backup: Path, home: Path) -> None:
    with pytest.raises(InputError, match="lies here already"):
        brought_back(backup, home)


def test_a_backup_is_never_written_over(backup: Path, home: Path) -> None:
    with pytest.raises(InputError, match="already"):
        back_up(home / "vaern.sqlite3", home, backup)
