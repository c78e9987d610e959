"""What recovery needs: complete after a crash, encrypted always, unreadable once it has passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaern.errors import InputError
from vaern.service.database import connect, transaction
from vaern.service.window import Window


def opened(folder: Path) -> Window:
    return Window(folder, connect(folder / "journal.db"))


def put(window: Window, *said: dict) -> None:
    for given in said:
        with transaction(window._db):
            window.record(given)
        window.recorded()


def test_inputs_come_back_in_order_after_a_crash(tmp_path: Path) -> None:
    put(opened(tmp_path), {"n": 1}, {"n": 2})
    assert list(opened(tmp_path).inputs()) == [{"n": 1}, {"n": 2}]


def test_a_snapshot_stands_for_the_inputs_before_it(tmp_path: Path) -> None:
    window = opened(tmp_path)
    put(window, {"n": 1})
    window.snapshot({"state": 1})
    put(window, {"n": 2})
    again = opened(tmp_path)
    assert again.state() == {"state": 1}
    assert list(again.inputs()) == [{"n": 2}]


def test_numbers_go_on_after_a_snapshot_and_a_restart(tmp_path: Path) -> None:
    window = opened(tmp_path)
    put(window, {"n": 1})
    window.snapshot({"state": 1})
    again = opened(tmp_path)
    put(again, {"n": 2})
    again.snapshot({"state": 2})
    assert (opened(tmp_path).state(), len(opened(tmp_path))) == ({"state": 2}, 0)


def test_an_input_whose_transaction_failed_never_was(tmp_path: Path) -> None:
    def torn() -> None:
        with transaction(window._db):
            window.record({"n": 1})
            raise ZeroDivisionError

    window = opened(tmp_path)
    with pytest.raises(ZeroDivisionError):
        torn()
    put(window, {"n": 2})
    assert list(opened(tmp_path).inputs()) == [{"n": 2}]


def test_nothing_on_disk_can_be_read_as_a_position(tmp_path: Path) -> None:
    window = opened(tmp_path)
    put(window, {"lat": 55.3679867})
    window.snapshot({"lat": 55.3679867})
    put(window, {"lat": 55.3679867})
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"55.3679" in path.read_bytes()]


def test_a_snapshot_destroys_the_key_of_what_passed(tmp_path: Path) -> None:
    window = opened(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("keys/engine-*.key")}
    window.snapshot({})
    after = {path.name: path.read_bytes() for path in tmp_path.glob("keys/engine-*.key")}
    assert len(before) == len(after) == 1
    assert not before.keys() & after.keys()


def test_what_comes_while_a_snapshot_is_written_is_judged_again_after_a_crash(tmp_path: Path) -> None:
    window = opened(tmp_path)
    put(window, {"n": 1})
    window.begin_snapshot(lambda: {"upto": 1})
    put(window, {"n": 2})
    window.settle()
    again = opened(tmp_path)
    assert (again.state(), list(again.inputs())) == ({"upto": 1}, [{"n": 2}])


def test_inputs_under_the_key_of_a_snapshot_that_came_to_nothing_are_not_lost(tmp_path: Path) -> None:
    def torn() -> dict:
        raise ZeroDivisionError

    window = opened(tmp_path)
    put(window, {"n": 1})
    window.begin_snapshot(torn)
    put(window, {"n": 2})
    with pytest.raises(ZeroDivisionError):
        window.settle()
    again = opened(tmp_path)
    put(again, {"n": 3})
    assert list(opened(tmp_path).inputs()) == [{"n": 1}, {"n": 2}, {"n": 3}]
    again.snapshot({"upto": 3})
    assert len(list(tmp_path.glob("keys/engine-*.key"))) == 1


def test_keys_and_state_are_their_owners_alone(tmp_path: Path) -> None:
    opened(tmp_path).snapshot({})
    secret = [path for path in tmp_path.rglob("*") if path.suffix in (".key", ".bin", ".db")]
    assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}


@pytest.mark.parametrize("step", ["_replace_state", "_forget_before"])
def test_a_crash_in_the_middle_of_a_snapshot_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Crash(BaseException):
        pass

    def crashes(*_: object) -> None:
        raise Crash

    window = opened(tmp_path)
    put(window, {"n": 1})
    monkeypatch.setattr(window, step, crashes)
    with pytest.raises(Crash):
        window.snapshot({"upto": 1})
    again = opened(tmp_path)
    recovered = (again.state() or {"upto": 0})["upto"] + len(list(again.inputs()))
    assert recovered == 1
    again.snapshot({"upto": 1})
    assert opened(tmp_path).state() == {"upto": 1}


def test_a_state_without_its_key_is_said_plainly(tmp_path: Path) -> None:
    opened(tmp_path).snapshot({})
    next(tmp_path.glob("keys/engine-*.key")).unlink()
    with pytest.raises(InputError, match="key is gone"):
        opened(tmp_path)
