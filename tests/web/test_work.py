"""The work list: what waits by its time, whose it is, imminent danger first."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Case, Duty
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web import clock
from vaern.web.work import PAGE, last_moments

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ME = f"user-{CASE_OFFICER}"


@pytest.fixture(autouse=True)
def stopped(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def officer(as_role):
    return as_role(CASE_OFFICER)


@pytest.fixture
def told(now):
    """Open a case in which these events are said."""

    def opened(*events, title="x"):
        case = open_case("dk-2004", title, now)
        say(case, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)
        return case

    return opened


def demanded(at):
    """A demand for court review of a bortvisning: the case goes to the court within 24 hours."""
    return (
        said.Decided(at=at, order="O1", measure="bortvisning", duration="P4W"),
        said.Served(at=at, order="O1", measure="bortvisning"),
        said.CourtReviewRequested(at=at, order="O1", measure="bortvisning", at_service=True),
    )


def rows(client, query=""):
    """Return (case reference, state) of each row."""
    body = client.get(f"/work?{query}").content.decode().partition("<tbody>")[2]
    return re.findall(r'badge-(\w+)">.*?href="/desk/([\w-]+)"', body, re.DOTALL)


def submits(client, query=""):
    body = client.get(f"/work?{query}").content.decode().partition("<tbody>")[2]
    found = [row for row in body.split("<tr>") if "Bring the case before the court" in row]
    return [re.search(r'href="/desk/([\w-]+)"', row)[1] for row in found]


@pytest.mark.parametrize("path", ["/work", "/calendar"])
@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_only_the_case_officer_sees_the_work_list(as_role, role, path):
    assert as_role(role).get(path).status_code == 403


def test_what_is_due_first_stands_first_with_its_provision(officer, told, now):
    later = told(*demanded(now - timedelta(hours=1)))
    first = told(*demanded(now - timedelta(hours=20)))
    assert submits(officer) == [first.reference, later.reference]
    assert "dk-2004 bvl § 6(3)" in officer.get("/work").content.decode()


def test_a_duty_past_its_last_moment_says_so_in_words(officer, told, now):
    told(*demanded(now - timedelta(hours=25)))
    page = officer.get("/work?when=overdue").content.decode()
    assert '<span class="badge badge-overdue">overdue</span>' in page
    assert "1\xa0hour ago" in page


@pytest.mark.parametrize(
    ("hours_ago", "when", "is_shown"),
    [
        (25, "overdue", True),
        (23, "overdue", False),
        (23, "today", True),
        (1, "today", False),
        (1, "week", True),
    ],
)
def test_the_filters_by_time(officer, told, now, hours_ago, when, is_shown):
    told(*demanded(now - timedelta(hours=hours_ago)))
    assert bool(submits(officer, f"when={when}")) is is_shown


def test_mine_are_those_i_have_taken(officer, told, now):
    told(*demanded(now - timedelta(hours=1)))
    taken = said.CaseTaken(at=now, officer=ME, district="FYN")
    mine = told(taken, *demanded(now - timedelta(hours=1)))
    assert submits(officer, "who=mine") == [mine.reference]
    assert submits(officer, "district=FYN") == [mine.reference]


def test_a_case_that_nobody_has_taken_says_so(officer, told, now):
    told(*demanded(now - timedelta(hours=1)))
    assert "nobody has taken the case" in officer.get("/work").content.decode()


def test_imminent_danger_stands_above_everything(officer, told, now):
    told(*demanded(now - timedelta(hours=25)))
    case = told(said.DangerAssessed(at=now, imminent=True, reasons="x", plan="y"))
    page = officer.get("/work?when=overdue").content.decode()
    assert page.index("Imminent danger") < page.index("overdue</span>")
    assert page.index(case.reference) < page.index("<table")


def test_a_closed_case_waits_no_longer(officer, told, now):
    told(*demanded(now - timedelta(hours=1)), said.CaseClosed(at=now, reason="other", open_duties="x"))
    assert rows(officer) == []


def test_a_long_list_goes_on_where_the_page_ended(officer, told, now):
    for minutes in range(PAGE // 2):
        told(said.Decided(at=now - timedelta(minutes=minutes), order="O1", measure="tilhold", duration="P5Y"))
    query, seen = "", []
    while query is not None:
        seen += rows(officer, query)
        following = re.search(r'href="\?([^"]*)" rel="next"', officer.get(f"/work?{query}").content.decode())
        query = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == Duty.objects.filter(nature="duty").count() > PAGE
    assert {case for _state, case in seen} == set(Case.objects.values_list("reference", flat=True))


@pytest.mark.parametrize("after", ["nonsense", "2026-05-04,1", "2026-05-04T10:00:00+00:00,x", "," * 50])
def test_a_place_that_is_none_starts_from_the_beginning(officer, told, now, after):
    told(*demanded(now - timedelta(hours=1)))
    assert submits(officer, f"after={after}")


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 5, 4), 24)])
def test_today_ends_at_midnight_of_the_place_also_when_the_clock_changes(day, hours):
    midnight = datetime(*day, tzinfo=COPENHAGEN)
    end = last_moments(midnight)[0].timestamp() - midnight.timestamp()
    assert round(end / 3600) == hours
