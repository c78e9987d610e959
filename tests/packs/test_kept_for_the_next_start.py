"""What a pack's files say is kept, and never taken for what they say now."""

import shutil
from pathlib import Path

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.packs import cache

LAWS = Path(__file__).parents[2] / "laws"


@pytest.fixture
def laws(tmp_path, monkeypatch):
    """A copy of a pack of its own, and a cache of its own."""
    shutil.copytree(LAWS / "no-2009", tmp_path / "laws" / "no-2009")
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path / "laws"))
    monkeypatch.setenv("VAERN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "laws" / "no-2009"


def entries(laws):
    return sorted((laws.parents[1] / "cache" / "laws").glob("*.json"))


def read_anew(laws):
    return packs.loading.read_pack(laws)


def test_the_second_start_neither_reads_yaml_nor_checks(laws, monkeypatch):
    first = read_anew(laws)
    monkeypatch.setattr("vaern.packs.loading.PackFiles.said", lambda _: pytest.fail("read again"))
    assert read_anew(laws).versions == first.versions


def test_a_changed_file_is_read_again(laws):
    read_anew(laws)
    head = laws / "pack.yaml"
    head.write_text(
        head.read_text(encoding="utf-8").replace("title: ", "title: Changed ", 1), encoding="utf-8"
    )
    assert read_anew(laws).title.startswith("Changed ")


def test_a_spoiled_file_is_refused_though_it_was_good_before(laws):
    read_anew(laws)
    head = laws / "pack.yaml"
    head.write_text("id: [", encoding="utf-8")
    with pytest.raises(InputError, match="not YAML"):
        read_anew(laws)


def test_a_broken_entry_is_as_good_as_none(laws):
    expected = read_anew(laws).versions
    entries(laws)[0].write_bytes(b"{")
    assert read_anew(laws).versions == expected


def test_a_folder_that_cannot_be_written_is_done_without(laws, monkeypatch):
    (laws / "a-file").write_bytes(b"")
    monkeypatch.setenv("VAERN_CACHE", str(laws / "a-file"))
    assert read_anew(laws).provisions


def test_only_the_last_entries_of_a_pack_stay(laws):
    for number in range(cache.KEPT + 2):
        with (laws / "pack.yaml").open("a", encoding="utf-8") as head:
            head.write(f"# {number}\n")
        read_anew(laws)
    assert len(entries(laws)) == cache.KEPT
