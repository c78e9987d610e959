"""A short paper that is handed over, as the guidance she takes home or the receipt of an alarm."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from vaern.documents.paper import PaperData, Part, render
from vaern.documents.provenance import LawReceipt, Passage
from vaern.errors import InputError

PAPER = PaperData(
    document_id="FYN-1-guidance",
    title="Your rights",
    made_at=datetime(2026, 5, 4, 8, 0, tzinfo=UTC),
    first="Call 112.",
    parts=(
        Part(rows=(("Contact person", "Officer 7"),), boxed=True),
        Part("What you should know", items=("You can have a lawyer.",)),
        Part("The rules", rules=(Passage("dk-2004 RM 3/2008 § 4.1", "reglerne om bistandsadvokat"),)),
    ),
    signatures=("Date and signature",),
    receipt=LawReceipt("dk-2004", "in_force_then", "0.1.0"),
)


def text(paper):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(paper, "en"))).pages)


@pytest.mark.parametrize(
    "words",
    ["Your rights", "Call 112.", "Officer 7", "You can have a lawyer.", "RM 3/2008 § 4.1", "signature"],
)
def test_everything_it_says_stands_on_it(words):
    assert words in text(PAPER)


def test_the_same_paper_is_the_same_bytes():
    assert render(PAPER, "en") == render(PAPER, "en")


def test_a_withheld_word_stops_it_and_is_not_repeated():
    secret = replace(PAPER, parts=(Part("Where she is", words=("Skolevej 1, Odense",)),))
    with pytest.raises(InputError) as stopped:
        render(secret, "en", withheld=("skolevej 1",))
    assert "Skolevej" not in str(stopped.value)


def test_it_is_law_as_it_was_then_and_says_so():
    assert "Law as it was then" in text(PAPER)


def test_markup_in_what_somebody_wrote_is_not_read_as_markup():
    odd = replace(PAPER, parts=(Part(words=('#panic("x") *bold* <b>',)),))
    assert '#panic("x") *bold* <b>' in text(odd)
