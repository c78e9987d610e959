"""Where the law is found, and which packs there are."""

import hashlib
from pathlib import Path

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.law import summary
from vaern.packs.loading import law_folder

LAWS = Path(__file__).parents[2] / "laws"


def test_the_checkout_is_used_where_nothing_else_is_named(monkeypatch):
    monkeypatch.delenv("VAERN_LAWS", raising=False)
    assert law_folder() == LAWS


def test_another_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("VAERN_LAWS", str(tmp_path))
    assert packs.load_all() == []


def test_an_unknown_pack_is_refused_with_those_that_are_known():
    with pytest.raises(InputError) as caught:
        packs.load("dk-1866")
    assert "dk-2011-draft" in caught.value.expected


@pytest.mark.parametrize("name", ["../dk-2011-draft", "", "/", "dk-2011-draft/"])
def test_a_pack_is_a_name_not_a_path(name):
    with pytest.raises(InputError, match="unknown pack"):
        packs.load(name)


def test_a_pack_carries_the_hash_of_each_file_it_was_read_from():
    files = packs.load("dk-2011-draft").files
    path = LAWS / "dk-2011-draft" / "kapitel-2.yaml"
    assert files["dk-2011-draft/kapitel-2.yaml"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def test_a_pack_is_read_once():
    assert packs.load("dk-2011-draft") is packs.load("dk-2011-draft")


def test_a_pack_says_what_it_is():
    shown = summary(packs.load("dk-2011-draft"))
    assert (shown["status"], shown["in_force"]) == ("draft", {"from": None, "to": None})
    assert shown["measures"][0] == "tilhold"
