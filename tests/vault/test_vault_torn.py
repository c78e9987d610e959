"""A crash tears the last record only: it is cut away, and everything before it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from sealing import DAY, put

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.errors import InputError
from vaern.vault import Vault
from vaern.vault.keyring import SLOT_BYTES
from vaern.vault.segment import Segments, intact_bytes, paths, records


def written(tmp_path: Path, *bodies: bytes) -> Path:
    segments = Segments(tmp_path / "segments")
    for body in bodies:
        segments.append(body)
    segments.close()
    return paths(tmp_path / "segments")[-1]


def kept(path: Path) -> list[bytes]:
    """What a new writer finds, once it has written a record of its own behind it."""
    segments = Segments(path.parent)
    segments.append(b"new")
    segments.close()
    return list(records(path.read_bytes()))


@pytest.mark.parametrize("missing", range(1, 19))
def test_a_last_record_cut_short_anywhere_is_cut_away(tmp_path: Path, missing: int) -> None:
    path = written(tmp_path, b"first", b"second")
    path.write_bytes(path.read_bytes()[:-missing])
    assert kept(path) == [b"first", b"new"]


@pytest.mark.parametrize("offset", range(1, 19))
def test_a_last_record_damaged_at_any_byte_is_cut_away(tmp_path: Path, offset: int) -> None:
    path = written(tmp_path, b"first", b"second")
    content = bytearray(path.read_bytes())
    content[-offset] ^= 0xFF
    path.write_bytes(content)
    assert kept(path) == [b"first", b"new"]


@pytest.mark.parametrize("zeros", [1, 11, 12, 5000])
def test_space_allocated_ahead_is_no_record(tmp_path: Path, zeros: int) -> None:
    path = written(tmp_path, b"first")
    path.write_bytes(path.read_bytes() + bytes(zeros))
    assert kept(path) == [b"first", b"new"]


@pytest.mark.parametrize("offset", range(17))
def test_damage_with_intact_records_behind_it_is_never_cut_away(tmp_path: Path, offset: int) -> None:
    path = written(tmp_path, b"first", b"second")
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    with pytest.raises(InputError, match="damaged at byte 0"):
        intact_bytes(bytes(content))


def test_a_full_segment_is_followed_by_another(tmp_path: Path) -> None:
    segments = Segments(tmp_path, segment_bytes=64)
    for number in range(6):
        segments.append(b"%d" % number * 20)
    segments.close()
    bodies = [body for path in paths(tmp_path) for body in records(path.read_bytes())]
    assert len(paths(tmp_path)) == 3
    assert bodies == [b"%d" % number * 20 for number in range(6)]


def test_a_record_longer_than_a_segment_still_fits(tmp_path: Path) -> None:
    segments = Segments(tmp_path, segment_bytes=64)
    segments.append(b"x" * 1000)
    segments.close()
    assert list(records(paths(tmp_path)[0].read_bytes())) == [b"x" * 1000]


def test_a_wrapped_key_torn_by_a_crash_does_not_shift_the_next(folder: Path, custodian: Path) -> None:
    for seq in (1, 2):
        vault = Vault.open(folder, make_custodian(custodian))
        put(vault, "R-7", DAY, seq)
        vault.commit()
        vault.close()
        path = folder / "keys" / f"{DAY.isoformat()}.keys"
        path.write_bytes(path.read_bytes() + bytes([7]) * (SLOT_BYTES - 1))
    found = open_day(folder, private_key(custodian), "R-7", DAY)
    assert [fix.seq for fix in found] == [1, 2]
