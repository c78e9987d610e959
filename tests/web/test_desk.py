"""The desk: what a case officer reads and may add."""

import pytest

from vaern.cases.events import CASE_OFFICER, TYPES
from vaern.cases.file import CaseFile
from vaern.web import words

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


def text(client, path):
    return client.get(path).content.decode()


def test_the_log_shows_what_happened_in_order_and_that_the_chain_holds(officer):
    page = text(officer, "/desk/ODN-1/log")
    found = [
        page.index(word)
        for word in ("Reported", "Incident", "Requested", "Assessed", "Electronic control ordered")
    ]
    assert "the chain holds" in page
    assert found[1] < found[0] < found[2] < found[3] < found[4]  # the first incidents came before the report


def test_the_assessment_shows_the_statutes_words_and_the_reasons_given(officer):
    page = text(officer, "/desk/ODN-1/assessment")
    assert "krænket en andens fred" in page
    assert "Gentagne henvendelser efter et klart nej" in page


def test_the_orders_of_the_case_have_their_conditions_met(odense, now):
    measures = CaseFile(odense, now).assessment["measures"]
    decided = ("tilhold", "opholdsforbud", "elektronisk_kontrol")
    assert {measures[name]["available"] for name in decided} == {"yes"}


def test_the_obligations_name_who_does_what_by_when(officer):
    page = text(officer, "/desk/ODN-1/obligations")
    assert "Right to demand court review" in page
    assert "dk-2011-draft § 17(1)" in page


def test_an_answer_stands_in_the_log_with_its_reasons(officer, odense, now):
    sent = {"judgement": "public_interest", "value": "no", "reasons": "She has asked herself."}
    officer.post("/desk/ODN-1/assess", sent)
    assert CaseFile(odense, now).facts["judgements"]["public_interest"] is False


@pytest.mark.parametrize("missing", ["value", "reasons", "judgement"])
def test_an_answer_without_reasons_or_value_changes_nothing(officer, odense, missing):
    before = odense.entries.count()
    sent = {"judgement": "public_interest", "value": "no", "reasons": "x"} | {missing: ""}
    officer.post("/desk/ODN-1/assess", sent)
    assert odense.entries.count() == before


def test_a_struck_entry_stays_readable_and_counts_no_longer(officer, odense, now):
    number = odense.entries.get(type="assessed", data__judgement="peace_violated").number
    officer.post("/desk/ODN-1/strike-out", {"corrects": number, "reason": "wrong person"})
    assert "peace_violated" not in CaseFile(odense, now).facts["judgements"]
    assert "struck out" in text(officer, "/desk/ODN-1/log")


def test_striking_out_without_a_reason_changes_nothing(officer, odense):
    before = odense.entries.count()
    officer.post("/desk/ODN-1/strike-out", {"corrects": 1, "reason": ""})
    assert odense.entries.count() == before


def test_a_changed_log_is_told_on_the_page(officer, odense, monkeypatch):
    monkeypatch.setattr("vaern.cases.log.seal", lambda entry: "0")
    assert "The chain is broken at entry 1" in text(officer, "/desk/ODN-1/log")


def test_an_unknown_case_is_not_found(officer):
    assert officer.get("/desk/ODN-2/log").status_code == 404


def test_a_citation_leads_to_the_words_of_the_law(officer):
    assert "opholde sig eller færdes" in text(officer, "/law?citation=dk-2011-draft%20%C2%A7%203")


def test_an_unknown_citation_is_not_found(officer):
    assert officer.get("/law?citation=%C2%A7%20999").status_code == 404


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/ODN-1/log", "/desk/ODN-1/assessment", "/desk/ODN-1/obligations", "/about"]
)
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "is a draft that never became law"), ("da", "er et udkast, der aldrig blev til lov")],
)
def test_every_page_says_that_this_is_a_draft_and_a_demonstration(officer, path, language, words):
    officer.cookies["django_language"] = language
    assert words in text(officer, path)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_kind_of_entry_has_a_name_of_its_own(name):
    assert words.entry(name)


def test_an_order_that_was_served_is_not_headed_as_unserved(officer):
    page = text(officer, "/desk/ODN-1/log")
    assert "Order made" in page
    assert "decided, not served" not in page


def test_a_question_is_answered_anew_and_the_answer_before_stays_readable(officer, odense, now):
    before = CaseFile(odense, now).answers["proportionate.opholdsforbud"].event
    sent = {"judgement": "proportionate.opholdsforbud", "value": "no", "reasons": "The zone is too wide."}
    officer.post("/desk/ODN-1/assess", sent)
    assert CaseFile(odense, now).answers["proportionate.opholdsforbud"].event.value is False
    page = text(officer, "/desk/ODN-1/assessment")
    assert "1 earlier answer" in page
    assert before.reasons in page
    assert page.count('id="anew-proportionate.opholdsforbud"') == 1
