"""Four languages: chosen in the menu, whole on every page of the desk, the law in its own words."""

import pytest
from django.utils import translation

from vaern.cases.events import CASE_OFFICER
from vaern.web.law_texts import LAW_TEXTS
from vaern.web.templatetags.words import note_lang

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WORDS = {"da": "Arbejdsliste", "nb": "Arbeidsliste", "sv": "Arbetslista", "en": "Work list"}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_desk_speaks_the_language_that_was_chosen(as_role, odense, language):
    client = as_role(CASE_OFFICER)
    client.post("/language/", {"language": language, "next": "/work"})
    page = client.get("/work").content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{WORDS[language]}</h1>" in page


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_menu_names_each_language_in_itself_and_says_which_is_chosen(as_role, odense, language):
    client = as_role(CASE_OFFICER)
    client.cookies["django_language"] = language
    page = client.get("/work").content.decode()
    assert all(name in page for name in ("Dansk", "Norsk", "Svenska", "English"))
    assert f'value="{language}" lang="{language}" aria-current="true"' in page


@pytest.mark.parametrize(("language", "shown_in"), [("da", "da"), ("en", "en"), ("nb", "nb"), ("sv", "sv")])
def test_a_note_beside_the_law_says_which_language_it_is_in(language, shown_in):
    with translation.override(language):
        assert note_lang(next(iter(LAW_TEXTS)), "sv") == shown_in


def test_the_laws_own_words_are_in_the_laws_own_language():
    assert note_lang("Lagens egna ord.", "sv") == "sv"


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_a_note_beside_the_law_is_shown_in_the_readers_language(as_role, odense, language):
    client = as_role(CASE_OFFICER)
    client.cookies["django_language"] = language
    page = client.get("/desk/ODN-1/obligations").content.decode()
    assert f'<span lang="{language}">' in page
    assert '<span lang="en">' not in page
