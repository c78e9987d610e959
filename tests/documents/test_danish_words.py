"""Every word a document prints has a Danish translation in the catalogue, placeholders and all."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

SRC = Path(__file__).parents[2] / "src" / "vaern"
MSGIDS = sorted({message for _, _, message, *_ in extract_from_dir(str(SRC / "documents"))})


@pytest.fixture(scope="module")
def danish():
    with (SRC / "web" / "locale" / "da" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {message.id: message for message in read_po(file)}


def test_there_are_words_to_translate():
    assert len(MSGIDS) > 100


@pytest.mark.parametrize("msgid", MSGIDS)
def test_the_words_have_a_danish_translation(danish, msgid):
    assert danish[msgid].string
    assert not danish[msgid].fuzzy


@pytest.mark.parametrize("msgid", [one for one in MSGIDS if "{" in one])
def test_the_translation_keeps_the_placeholders(danish, msgid):
    assert sorted(re.findall(r"\{\w+\}", danish[msgid].string)) == sorted(re.findall(r"\{\w+\}", msgid))
