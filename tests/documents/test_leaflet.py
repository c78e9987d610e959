"""What the respondent reads in the leaflet, in each language that it is there in."""

import io
from datetime import UTC, datetime

import pytest
from django.utils import translation
from pypdf import PdfReader

from vaern.documents import leaflet, prohibitions
from vaern.documents.leaflet import LANGUAGES, LeafletData, words
from vaern.documents.provenance import Passage
from vaern.errors import InputError
from vaern.packs.decision import decision_rules

PENALTY = Passage("dk-2011-draft § 21(1)", "Den, der forsætligt overtræder ...")
DATA = LeafletData(
    "dk-2011-draft", "draft", "T-1", datetime(2026, 5, 4, 8, tzinfo=UTC), "tilhold", ("contact_written",),
    PENALTY, "P2Y", lasts="P1Y", exempted=("cases_about_children",),
    expires_at=datetime(2027, 5, 4, 21, 59, 59, tzinfo=UTC),
)  # fmt: skip
FORBIDDEN = {"da": "Du må ikke", "en": "You must not", "nb": "Du må ikke", "sv": "Du får inte"}


def text(data, language):
    pages = PdfReader(io.BytesIO(leaflet.render(data, language))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_he_must_not_do_in_his_language(language):
    assert FORBIDDEN[language] in text(DATA, language)


@pytest.mark.parametrize(("language", "penalty"), [("da", "i indtil 2 år"), ("sv", "i upp till 2 år")])
def test_the_penalty_is_the_laws(language, penalty):
    assert penalty in text(DATA, language)


def test_the_last_moment_is_on_the_danish_clock():
    assert "4. mai 2027 kl. 23:59" in text(DATA, "nb")


def test_a_language_it_is_not_there_in_is_refused():
    with pytest.raises(InputError):
        leaflet.render(DATA, "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_less_than_danish(language):
    danish, other = words("da"), words(language)
    for part in ("measures", "headings", "sentences", "terms", "must", "exceptions", "units"):
        assert other[part].keys() == danish[part].keys()


@pytest.mark.parametrize("pack", ["dk-2004", "dk-2011-draft"])
def test_every_term_of_the_law_has_its_words(pack):
    rules = decision_rules(pack)
    said = words("en")
    for name, measure in rules.measures.items():
        assert name in said["measures"]
        assert set(measure.terms) <= {*said["terms"], *said["must"]}
    assert {each.id for each in rules.exceptions} == said["exceptions"].keys() & {
        each.id for each in rules.exceptions
    }


@pytest.mark.parametrize("language", ["da", "en"])
def test_leaflet_and_decision_except_in_the_same_words(language):
    with translation.override(language):
        names = list(words(language)["exceptions"])
        assert prohibitions.excepted(names) == list(words(language)["exceptions"].values())
