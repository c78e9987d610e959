"""Another district's case is not found: on no page, in no list, by no search, through no API."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.urls import reverse

import vaern.web
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Case, Summary
from vaern.web.permissions import POSTING, sees, visible, within

pytestmark = [pytest.mark.database, pytest.mark.django_db]
MAY_ASK_CASES = {"permissions.py", "demonstration.py", "live.py", "views/documents.py"}
"""The rule; the made-up case; the controls of the live service; the case of an alarm, asked of the rule."""


def posted(*districts, roles=(CASE_OFFICER,), name="reader"):
    user = User.objects.create_user(username=name, password="not used here")
    for group in [*roles, *(POSTING + each for each in districts)]:
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def unmarked(answer, reference):
    """Return a page without the reference asked for and without its token against forged forms."""
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", answer.content.decode().replace(reference, ""))


@pytest.fixture
def elsewhere(odense, client):
    Summary.objects.filter(case=odense).update(district="FYN", officer="another")
    client.force_login(posted("NJY"))
    return odense


@pytest.mark.parametrize("page", ["case-log", "case-assessment", "case-obligations"])
def test_the_page_of_another_districts_case_answers_as_one_that_is_not(client, elsewhere, page):
    there = client.get(reverse(page, args=[elsewhere.reference]))
    nowhere = client.get(reverse(page, args=["ODN-999"]))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert unmarked(there, elsewhere.reference) == unmarked(nowhere, "ODN-999")


@pytest.mark.parametrize("what", ["log", "assessment", "obligations"])
def test_the_api_does_not_find_another_districts_case(client, elsewhere, what):
    assert client.get(f"/api/cases/{elsewhere.reference}/{what}").status_code == 404


@pytest.mark.parametrize("page", ["desk", "work"])
def test_no_list_names_another_districts_case(client, elsewhere, page):
    assert elsewhere.reference not in client.get(reverse(page) + "?who=all").content.decode()


def test_a_search_does_not_find_another_districts_case(client, elsewhere):
    found = client.post(reverse("search"), {"q": elsewhere.reference})
    assert not found.context["cases"]


def test_the_own_district_finds_its_case(client, elsewhere):
    client.force_login(posted("FYN", name="own"))
    assert client.get(reverse("case-log", args=[elsewhere.reference])).status_code == 200
    assert client.post(reverse("search"), {"q": elsewhere.reference}).context["cases"]


def test_one_case_is_open_exactly_when_the_lists_hold_it(odense):
    for number, (district, officer) in enumerate(product(["", "FYN", "NJY"], ["", "u3", "u9"])):
        case = Case.objects.create(reference=f"T-{number}", title="", law=odense.law)
        Summary.objects.create(
            case=case, state="open", district=district, officer=officer, latest_at=odense.summary.latest_at
        )
    roles = [(), (CASE_OFFICER,), (CONTROL_ROOM,), (CASE_OFFICER, CONTROL_ROOM)]
    postings = [(), ("FYN",), ("NJY",), ("FYN", "NJY")]
    people = [posted(*p, roles=r, name=f"u{n}") for n, (r, p) in enumerate(product(roles, postings))]
    for user in [*people, AnonymousUser()]:
        checked = {case.pk for case in Case.objects.all() if sees(user, case)}
        assert checked == set(visible(user).values_list("pk", flat=True))
        assert checked == set(within(Summary.objects.all(), user).values_list("pk", flat=True))


def test_only_an_officers_districts_own_and_untaken_cases_are_seen(elsewhere):
    reader = User.objects.get(username="reader")
    answers = []
    for district, officer in [("FYN", "x"), ("NJY", "x"), ("FYN", "reader"), ("", "")]:
        Summary.objects.filter(case=elsewhere).update(district=district, officer=officer)
        answers.append(sees(reader, elsewhere))
    assert answers == [False, True, True, True]


def test_no_module_of_the_pages_gets_a_case_past_the_rule():
    room = Path(vaern.web.__file__).parent
    found = set()
    for module in room.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "Case.objects":
                found.add(module.relative_to(room).as_posix())
            if isinstance(node, ast.Call) and ast.unparse(node).startswith("get_object_or_404(Case,"):
                found.add(module.relative_to(room).as_posix())
    assert found == MAY_ASK_CASES
