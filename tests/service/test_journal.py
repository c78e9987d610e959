"""The journal: chained, recomputable, and whole also after the law had something deleted."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.service.contents import Contents
from vaern.service.database import connect, transaction
from vaern.service.journal import Journal
from vaern.service.safe import Safe

AT = "2026-05-01T10:00:00.000+00:00"


def opened(db: sqlite3.Connection, folder: Path) -> Journal:
    return Journal(db, Contents(db, Safe(folder / "keys")))


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return connect(tmp_path / "journal.db")


@pytest.fixture
def journal(db: sqlite3.Connection, tmp_path: Path) -> Journal:
    journal = opened(db, tmp_path)
    with transaction(db):
        journal.append(AT, "alarm", {"alarm": "C1/home/zone/1", "event": "raised", "at": "10:00"})
        journal.append(AT, "released", {"alarm": "C1/home/zone/1", "lat": 55.3})
        journal.append(AT, "alarm", {"alarm": "C1/home/margin/1", "event": "raised", "at": "10:00"})
        journal.append(AT, "alarm", {"alarm": "C1/home/zone/1", "event": "cleared", "at": "10:05"})
    return journal


def test_entries_are_numbered_from_one_without_a_gap(journal: Journal) -> None:
    assert [entry.seq for entry in journal.after(0)] == [1, 2, 3, 4]


def test_a_reader_goes_on_where_it_stopped(journal: Journal) -> None:
    assert [entry.seq for entry in journal.after(2, limit=1)] == [3]


def test_a_stranger_recomputes_every_hash_with_json_and_sha256_alone(journal: Journal) -> None:
    def sha(said: object) -> str:
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    for entry in journal.after(0):
        content_sha256 = sha({"salt": entry.salt, "content": entry.content})
        said = {"seq": entry.seq, "at": entry.at, "kind": entry.kind}
        assert entry.sha256 == sha({**said, "content_sha256": content_sha256, "previous": entry.previous})


def test_an_alarm_has_its_events_and_its_fixes(journal: Journal) -> None:
    assert [entry.seq for entry in journal.of_alarm("C1/home/zone/1")] == [1, 2, 4]


def test_the_list_of_alarms_shows_the_latest_event_of_each(journal: Journal) -> None:
    assert [(e.content or {})["event"] for e in journal.latest_of_each_alarm()] == ["raised", "cleared"]


def test_a_final_event_that_comes_after_a_later_provisional_one_is_not_the_latest(
    journal: Journal, db: sqlite3.Connection
) -> None:
    with transaction(db):
        journal.append(AT, "alarm", {"alarm": "C1/home/zone/1", "event": "graded", "at": "10:02"})
    assert [(e.content or {})["event"] for e in journal.latest_of_each_alarm()] == ["raised", "cleared"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET at = '2026-05-01T09:00:00.000+00:00' WHERE seq = 2",
        "UPDATE entries SET kind = 'alarm' WHERE seq = 2",
        "UPDATE entries SET content_sha256 = replace(content_sha256, 'a', 'b') WHERE seq = 2",
        "UPDATE contents SET sealed = zeroblob(60) WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 2",
    ],
)
def test_a_change_to_an_entry_is_found_at_that_entry(
    journal: Journal, db: sqlite3.Connection, change: str
) -> None:
    db.execute(change)
    assert journal.broken_at() == 2


def test_what_the_law_has_deleted_leaves_the_chain_whole(journal: Journal, db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM contents WHERE seq = 2")
    assert journal.broken_at() is None
    assert journal.after(1, limit=1)[0].content is None


def test_the_same_content_twice_does_not_show_as_the_same(db: sqlite3.Connection, tmp_path: Path) -> None:
    journal = opened(db, tmp_path)
    with transaction(db):
        journal.append(AT, "released", {"alarm": "A", "lat": 55.3})
        journal.append(AT, "released", {"alarm": "A", "lat": 55.3})
    first, second = journal.after(0)
    assert first.content_sha256 != second.content_sha256


def test_a_transaction_that_fails_leaves_nothing(journal: Journal, db: sqlite3.Connection) -> None:
    with pytest.raises(ZeroDivisionError), transaction(db):
        journal.append(AT, "alarm", {"alarm": "B", "event": str(1 / 0)})
    assert journal.last() == 4


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False) | st.text(max_size=5), max_size=4))
def test_any_content_comes_back_as_it_was_and_holds_its_hash(content: dict) -> None:
    db = sqlite3.connect(":memory:")
    from vaern.service import database

    for statement in database._SCHEMA.split(";"):
        db.execute(statement)
    with TemporaryDirectory() as folder:
        journal = opened(db, Path(folder))
        journal.append(AT, "control", content)
        assert journal.after(0)[0].content == content
        assert journal.broken_at() is None
