"""Every text for people is there in Danish and English, and what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src" / "vaern"
LOCALE = SOURCE / "web" / "locale"


def catalogue(language, folder=LOCALE):
    with (folder / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("language", ["da"])
def test_every_text_is_translated(language):
    missing = [
        message.id for message in catalogue(language) if message.id and (not message.string or message.fuzzy)
    ]
    assert not missing


def test_every_text_in_the_code_is_in_the_catalogue(tmp_path):
    shutil.copytree(SOURCE, tmp_path / "vaern", ignore=shutil.ignore_patterns("static", "__pycache__"))
    subprocess.run(
        [Path(sys.executable).with_name("django-admin"), "makemessages", "-l", "da", "-e", "html,py"],
        cwd=tmp_path / "vaern", check=True, capture_output=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "vaern.web.settings", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    fresh = catalogue("da", tmp_path / "vaern" / "web" / "locale")
    assert {message.id for message in fresh} == {message.id for message in catalogue("da")}


def test_what_is_compiled_is_what_is_written():
    compiled = BytesIO()
    write_mo(compiled, catalogue("da"))
    compiled.seek(0)
    with (LOCALE / "da" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        assert texts(file) == texts(compiled)


def texts(file):
    """Return what a compiled catalogue translates, without its header."""
    return {original: text for original, text in GNUTranslations(file)._catalog.items() if original}


def test_a_translation_keeps_the_places_of_the_original():
    for message in catalogue("da"):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            original = message.id[1] if isinstance(message.id, tuple) else message.id
            assert set(re.findall(r"%\(\w+\)\w|\{\w+\}", text)) == set(
                re.findall(r"%\(\w+\)\w|\{\w+\}", original)
            )
