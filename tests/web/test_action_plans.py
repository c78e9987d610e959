"""Action plans on their pages: who reads, who keeps, who reports for which ministry."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.editions.library import editions
from vaern.editions.models import Edition, StatusReport
from vaern.plans.shelf import published
from vaern.web import clock
from vaern.web.permissions import ADMINISTRATOR, MINISTRY, PLAN_KEEPER, PLAN_REPORTER

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NAME = "dk-2023"
PAGES = [
    reverse("action-plans"), reverse("action-plan", args=[NAME]), reverse("action-plan-compare", args=[NAME]),
    reverse("action-plan-initiative", args=[NAME, 1]), reverse("action-plan-note", args=[NAME, "csv"]),
]  # fmt: skip
ROWS = "number,title,ministries,status,status_text\n1,First,SUM,ongoing,It goes on.\n"


@pytest.fixture(autouse=True)
def _now(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def reporter(as_role):
    """Sign in somebody who reports for the first initiative's first ministry."""
    client = as_role(PLAN_REPORTER)
    letters = published(NAME).initiatives[0].ministries[0]
    User.objects.get(username=f"user-{PLAN_REPORTER}").groups.add(
        Group.objects.create(name=MINISTRY + letters)
    )
    return client, letters


def brought_in(client, content=ROWS, source="csv", name="test-plan"):
    file = SimpleUploadedFile("plan", content.encode())
    return client.post(reverse("action-plans"), {"name": name, "source": source, "file": file})


def reported(client, letters, number=1, **also):
    fields = {"ministry": letters, "status": "completed", "text": "Initiativet er gennemført. Alt er sket."}
    return client.post(reverse("action-plan-initiative", args=[NAME, number]), fields | also)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [(PLAN_KEEPER, 200), (PLAN_REPORTER, 200), (CASE_OFFICER, 200), (CONTROL_ROOM, 200), (ADMINISTRATOR, 403),
     ("protected_person", 403), (None, 403)],
)  # fmt: skip
def test_staff_reads_plans_and_nobody_else(as_role, page, role, status):
    assert as_role(role).get(page).status_code == status


@pytest.mark.parametrize("role", [PLAN_REPORTER, CASE_OFFICER, CONTROL_ROOM, ADMINISTRATOR])
def test_only_who_keeps_plans_brings_in_an_edition(as_role, role):
    assert brought_in(as_role(role)).status_code == 403
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [PLAN_KEEPER, CASE_OFFICER, PLAN_REPORTER])
def test_nobody_reports_without_a_ministry(as_role, role):
    assert reported(as_role(role), "SUM").status_code == 403
    assert not StatusReport.objects.exists()


def test_nobody_reports_for_another_ministry(reporter):
    client, letters = reporter
    other = next(each for each in published(NAME).initiatives if letters not in each.ministries)
    assert reported(client, letters, other.number).status_code == 403
    assert reported(client, other.ministries[0]).status_code == 422
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("role", [PLAN_KEEPER, PLAN_REPORTER])
def test_who_works_with_plans_reads_no_case(as_role, odense, role):
    assert as_role(role).get(reverse("case-log", args=["ODN-1"])).status_code == 403


@pytest.mark.parametrize("table", ["editions_edition", "editions_statusreport"])
def test_nobody_changes_what_was_kept(as_role, reporter, table):
    reported(*reporter)
    brought_in(as_role(PLAN_KEEPER))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")


def test_a_plan_at_a_glance_counts_all_its_initiatives(as_role):
    page = as_role(CASE_OFFICER).get(reverse("action-plan", args=[NAME])).content.decode()
    assert page.count('data-label="No."') == 26
    assert "Granted to named recipients" in page


def test_a_plan_is_narrowed_by_theme_owner_and_status(as_role):
    plan = published(NAME)
    first = plan.initiatives[0]
    chosen = {"theme": first.theme, "owner": first.ministries[0], "status": first.status}
    page = as_role(CASE_OFFICER).get(reverse("action-plan", args=[NAME]), chosen).content.decode()
    fitting = [
        each for each in plan.initiatives
        if (each.theme, each.status) == (first.theme, first.status)
        and first.ministries[0] in each.ministries
    ]  # fmt: skip
    assert page.count('data-label="No."') == len(fitting)


def test_what_the_short_version_does_not_state_is_shown_as_missing(as_role):
    plan = published("se-2024")
    page = as_role(CASE_OFFICER).get(reverse("action-plan", args=["se-2024"])).content.decode()
    assert (
        f"{plan.expected_initiatives - len(plan.initiatives)} of {plan.expected_initiatives} expected" in page
    )


def test_a_report_goes_into_the_next_note_and_the_edition_stays(reporter, now):
    client, letters = reporter
    before = published(NAME).initiatives[0]
    assert reported(client, letters).status_code == 302
    note = client.get(reverse("action-plan-note", args=[NAME, "html"])).content.decode()
    assert "Alt er sket." in note
    assert editions(NAME)[-1].plan.initiatives[0] == before


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype"), ("json", b"{"), ("csv", b"number")]
)
def test_the_next_note_comes_in_every_form(as_role, form, begins):
    content = as_role(PLAN_KEEPER).get(reverse("action-plan-note", args=[NAME, form])).content
    assert content.lower().startswith(begins.lower())


def test_a_new_edition_stands_beside_the_old_and_is_compared_word_by_word(as_role):
    client = as_role(PLAN_KEEPER)
    brought_in(client)
    brought_in(client, ROWS.replace("It goes on.", "It goes slowly on."))
    assert len(editions("test-plan")) == 2
    page = client.get(reverse("action-plan-compare", args=["test-plan"])).content.decode()
    assert "<ins>slowly</ins>" in page


@pytest.mark.parametrize(
    ("source", "content", "said"),
    [
        ("csv", "number,status\n1,ongoing\n", "a column is missing"),
        ("json", "{", "This is not JSON."),
        ("json", '{"title": 3}', "cannot be used"),
        ("json", "[" * 5000, "This is not JSON."),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place_and_nothing_is_kept(as_role, source, content, said):
    page = brought_in(as_role(PLAN_KEEPER), content, source)
    assert (page.status_code, said in page.content.decode()) == (422, True)
    assert not Edition.objects.exists()


def test_two_initiatives_of_one_number_are_a_warning(as_role):
    client = as_role(PLAN_KEEPER)
    brought_in(client, ROWS + "1,Second,UIM,ongoing,It too.\n")
    assert (
        "could not be read with certainty"
        in client.get(reverse("action-plan", args=["test-plan"])).content.decode()
    )


@pytest.mark.parametrize(
    "address",
    [
        "/action-plans/no-such-plan",
        "/action-plans/dk-2023/99",
        "/action-plans/dk-2023/note.exe",
        "/action-plans/dk-2023?edition=77",
    ],
)
def test_what_is_not_there_is_not_found(as_role, address):
    assert as_role(CASE_OFFICER).get(address).status_code == 404


def test_a_report_of_before_the_edition_is_not_in_its_note(as_role, reporter, now, monkeypatch):
    client, letters = reporter
    as_of = published(NAME).as_of
    monkeypatch.setattr(
        clock,
        "now",
        lambda: now.replace(year=as_of.year, month=as_of.month, day=as_of.day) - timedelta(days=1),
    )
    reported(client, letters)
    assert "Alt er sket." not in client.get(reverse("action-plan-note", args=[NAME, "html"])).content.decode()


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"role": PLAN_REPORTER, "ministries": "SUM, UIM"}, 201),
        ({"role": PLAN_REPORTER}, 422),
        ({"role": PLAN_REPORTER, "ministries": "sum;uim"}, 422),
        ({"role": CONTROL_ROOM, "ministries": "SUM"}, 422),
    ],
)
def test_an_administrator_says_for_which_ministries_an_account_reports(as_role, answers, status):
    client = as_role(ADMINISTRATOR)
    assert client.post(reverse("account-new"), {"name": "ministry.one"} | answers).status_code == status
    held = set(Group.objects.filter(user__username="ministry.one").values_list("name", flat=True))
    assert held == ({PLAN_REPORTER, "ministry:SUM", "ministry:UIM"} if status == 201 else set())
