"""The bundle for the court: one PDF, with an index, that can be made again as it was sent."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.saying import say
from vaern.cases.withheld import seal
from vaern.web.bundle import bundle_digest, bundle_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

BUNDLE = "/desk/ODN-1/O1/bundle.pdf"


@pytest.fixture
def demanded(odense, now):
    """The case in which the opholdsforbud is to be tried."""
    asked = said.CourtReviewRequested(at=now, order="O1", measure="opholdsforbud", summons_to="Ved sin bror")
    say(odense, [asked], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    return odense


def text(response):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split()
    )


@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403), (None, 403)])
def test_only_the_case_officer_opens_it(as_role, demanded, role, status):
    assert as_role(role).get(BUNDLE).status_code == status


def test_an_order_that_is_not_there_has_no_bundle(as_role, demanded):
    assert as_role(CASE_OFFICER).get("/desk/ODN-1/X9/bundle.pdf").status_code == 404


PARTS = {
    "en": "The demand, Decision:, Reports, Assessments, Incidents, Service, Statements",
    "da": "Begæringen, Afgørelse:, Anmeldelser, Vurderinger, Hændelser, Forkyndelse, Forklaringer",
}


@pytest.mark.parametrize(("language", "parts"), PARTS.items())
def test_it_has_each_part_and_the_index_names_it_first(as_role, demanded, language, parts):
    client = as_role(CASE_OFFICER)
    client.cookies["django_language"] = language
    found = text(client.get(BUNDLE))
    assert [part for part in parts.split(", ") if found.count(part) < 2] == []


def test_it_holds_the_demand_and_where_he_can_be_summoned(as_role, demanded):
    assert "Ved sin bror" in text(as_role(CASE_OFFICER).get(BUNDLE))


def test_each_part_bears_a_bookmark(as_role, demanded):
    outline = PdfReader(BytesIO(as_role(CASE_OFFICER).get(BUNDLE).content)).outline
    assert len([each for each in outline if not isinstance(each, list)]) >= 8


def test_the_same_log_gives_the_same_bundle(demanded, now):
    order = CaseFile(demanded, now).order("O1")
    assert bundle_digest(CaseFile(demanded, now), order) == bundle_digest(CaseFile(demanded, now), order)


def test_what_was_sent_can_be_made_again_after_the_case_has_gone_on(as_role, demanded, now):
    client = as_role(CASE_OFFICER)
    client.post("/desk/ODN-1/step/submission", {"order": "O1", "at": "2026-05-04T10:00"})
    entry = demanded.entries.get(type="submitted_to_court")
    later = said.Reported(at=now, by="police", summary="Something that came later")
    say(demanded, [later], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    again = CaseFile(demanded, entry.recorded_at, entry.number - 1)
    assert bundle_digest(again, again.order("O1")) == entry.data["bundle_sha256"]
    assert "came later" not in text(client.get(f"{BUNDLE}?sent={entry.number}"))


def test_an_entry_that_sent_nothing_gives_no_bundle(as_role, demanded):
    assert as_role(CASE_OFFICER).get(f"{BUNDLE}?sent=1").status_code == 404


def test_a_tilhold_given_at_another_time_is_not_tried_with_it(demanded, now):
    file = CaseFile(demanded, now)
    assert [each.measures[0].name for each in bundle_of(file, file.order("O1")).decisions] == [
        "opholdsforbud"
    ]


def test_a_bundle_that_holds_a_withheld_word_is_neither_made_nor_sent(as_role, demanded, now):
    sealed = said.HidingRecorded(at=now, hiding=True, withheld=(seal("Hollufgård"),))
    told = said.Reported(at=now, by="victim", summary="She lives at Hollufgårds north wing now.")
    say(demanded, [sealed, told], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    client = as_role(CASE_OFFICER)
    answer = client.get(BUNDLE)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/ODN-1/log")
    sent = client.post("/desk/ODN-1/step/submission", {"order": "O1", "at": "2026-05-04T10:00"})
    assert sent.status_code == 422
    assert "was not made" in sent.content.decode()
    assert not demanded.entries.filter(type="submitted_to_court").exists()
