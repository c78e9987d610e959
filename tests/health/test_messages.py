"""Every text for people is there in the four languages, and what is compiled is what is written."""

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
LANGUAGES = ("da", "nb", "sv")


def catalogue(language, folder=LOCALE):
    with (folder / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def is_full(message):
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def missing(language):
    return {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue(language)
        if message.id and not is_full(message)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert not missing(language)


def test_every_text_in_the_code_is_in_the_catalogue(tmp_path):
    shutil.copytree(SOURCE, tmp_path / "vaern", ignore=shutil.ignore_patterns("static", "__pycache__"))
    subprocess.run(
        [Path(sys.executable).with_name("django-admin"), "makemessages", "-l", "da", "-e", "html,py"],
        cwd=tmp_path / "vaern", check=True, capture_output=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "vaern.web.settings", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    fresh = catalogue("da", tmp_path / "vaern" / "web" / "locale")
    for language in LANGUAGES:
        assert {message.id for message in fresh} == {message.id for message in catalogue(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        assert texts(file) == texts(compiled)


def texts(file):
    """Return what a compiled catalogue translates, without its header."""
    return {original: text for original, text in GNUTranslations(file)._catalog.items() if original}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_of_the_original(language):
    for message in filter(is_full, catalogue(language)):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            original = message.id[1] if isinstance(message.id, tuple) else message.id
            assert set(re.findall(r"%\(\w+\)\w|\{\w+\}", text)) == set(
                re.findall(r"%\(\w+\)\w|\{\w+\}", original)
            )
