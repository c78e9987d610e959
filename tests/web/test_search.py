"""Finding cases and persons: who may, what is found, and that nothing looked for stands in an address."""

from datetime import date

import pytest

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Mention
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web import clock

pytestmark = [pytest.mark.database, pytest.mark.django_db]
BORN = date(1985, 3, 1)


@pytest.fixture(autouse=True)
def stopped(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def officer(as_role):
    return as_role(CASE_OFFICER)


@pytest.fixture
def case_of(now):
    def opened(respondent, protected, born=BORN):
        case = open_case("dk-2004", "", now)
        events = [
            said.PartyRecorded(at=now, role="respondent", name=respondent, birthdate=born),
            said.PartyRecorded(at=now, role="protected_person", name=protected),
        ]
        say(case, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)
        return case

    return opened


def found(client, wanted):
    return client.post("/search", {"q": wanted}).content.decode().partition("found-heading")[2]


def person(client, case, entry=1):
    return client.get(f"/persons/{case.reference}/{entry}/0").content.decode()


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_reads_cases_searches_them(as_role, case_of, role, method):
    case_of("Bent Eksempel", "Anna Eksempel")
    answer = getattr(as_role(role), method)("/search", {"q": "Bent"})
    assert answer.status_code == 403
    assert "Eksempel" not in answer.content.decode()


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_only_who_reads_cases_sees_the_cases_of_a_person(as_role, case_of, role):
    case = case_of("Bent Eksempel", "Anna Eksempel")
    assert as_role(role).get(f"/persons/{case.reference}/1/0").status_code == 403


@pytest.mark.parametrize(
    "wanted", ["Bent", "eksempel bent", "be ek", "1985-03-01", "1.3.1985", "bent 1.3.1985"]
)
def test_a_person_is_found_by_the_beginning_of_a_name_or_the_birthdate(officer, case_of, wanted):
    case_of("Bent Eksempel", "Anna Eksempel")
    assert "Bent Eksempel" in found(officer, wanted)


@pytest.mark.parametrize("wanted", ["Bentsen", "1985-03-02", "31.2.1985", "%", "Bent 1990-01-01"])
def test_others_are_not_found(officer, case_of, wanted):
    case_of("Bent Eksempel", "Anna Eksempel")
    assert "Bent Eksempel" not in found(officer, wanted)


def test_a_case_is_found_by_its_number(officer, case_of):
    case = case_of("Bent Eksempel", "Anna Eksempel")
    assert case.reference in found(officer, case.reference)


def test_what_is_looked_for_stands_in_no_address(officer, case_of):
    case_of("Bent Eksempel", "Anna Eksempel")
    answer = officer.post("/search", {"q": "Bent"})
    assert answer.status_code == 200  # no redirect that could carry it
    assert 'action="/search?' not in answer.content.decode()
    assert found(officer, "").count("Bent") == 0
    assert "Bent" not in officer.get("/search?q=Bent").content.decode().partition("<main")[2]


def test_what_is_looked_for_is_shown_as_text(officer):
    assert "<script>" not in officer.post("/search", {"q": "<script>alert(1)</script>"}).content.decode()


def test_nothing_found_says_what_to_try(officer):
    assert "Nothing was found." in found(officer, "Nobody")


def test_all_cases_around_one_person(officer, case_of):
    first, second = case_of("Bent Eksempel", "Anna Eksempel"), case_of("bent  EKSEMPEL", "Clara Eksempel")
    page = person(officer, first)
    assert first.reference in page
    assert second.reference in page


def test_several_protected_against_one_respondent_are_pointed_out(officer, case_of):
    case_of("Bent Eksempel", "Clara Eksempel")
    page = person(officer, case_of("Bent Eksempel", "Anna Eksempel"))
    assert "2 different persons are protected against this respondent" in page


def test_the_same_protected_person_twice_is_one(officer, case_of):
    case_of("Bent Eksempel", "Anna Eksempel")
    page = person(officer, case_of("Bent Eksempel", "Anna Eksempel"))
    assert "different persons" not in page


def test_another_birthdate_is_another_person(officer, case_of):
    other = case_of("Bent Eksempel", "Clara Eksempel", date(1990, 1, 1))
    assert other.reference not in person(officer, case_of("Bent Eksempel", "Anna Eksempel"))


def test_a_missing_birthdate_leaves_it_open(officer, case_of):
    other = case_of("Bent Eksempel", "Clara Eksempel", None)
    page = person(officer, case_of("Bent Eksempel", "Anna Eksempel"))
    assert other.reference in page
    assert "same name, a birthdate is missing" in page


@pytest.mark.parametrize("path", ["/persons/none/1/0", "/persons/{}/9/0", "/persons/{}/1/5"])
def test_a_person_that_is_not_there_is_not_found(officer, case_of, path):
    case = case_of("Bent Eksempel", "Anna Eksempel")
    assert officer.get(path.format(case.reference)).status_code == 404


def test_a_struck_entry_is_found_no_longer(officer, case_of, now):
    case = case_of("Bent Eksempel", "Anna Eksempel")
    struck = said.Corrected(at=now, corrects=1, reason="wrong person")
    say(case, [struck], by="o", roles=frozenset({CASE_OFFICER}), now=now)
    assert "Bent" not in found(officer, "Bent").partition("<h2")[2]
    assert not Mention.objects.filter(name="Bent Eksempel").exists()


def test_a_case_leads_to_all_cases_around_each_of_its_persons(officer, case_of):
    case = case_of("Bent Eksempel", "Anna Eksempel")
    page = officer.get(f"/desk/{case.reference}").content.decode()
    assert all(f'href="/persons/{case.reference}/{entry}/0"' in page for entry in (1, 2))
