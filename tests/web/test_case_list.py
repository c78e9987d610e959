"""The list of cases: those first in which something was said last, a page at a time, nothing lost between."""

import re

import pytest

from vaern.cases.events import CASE_OFFICER, BreachReported
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web.views import desk

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


def listed(page):
    return re.findall(r'<h2><a href="/desk/([^"/]+)"', page.content.decode())


def test_each_case_stands_on_one_page_and_on_one_only(officer, now, monkeypatch):
    monkeypatch.setattr(desk, "SHOWN", 2)
    opened = {open_case("dk-2004", "", now).reference for _ in range(4)} | {"ODN-1"}
    found, after = [], ""
    while True:
        page = officer.get(f"/desk?after={after}")
        found += listed(page)
        further = re.search(r'class="button" href="/desk\?after=([^"]+)"', page.content.decode())
        if not further:
            break
        after = further[1]
    assert sorted(found) == sorted(opened)


def test_a_breach_from_the_control_room_is_seen_in_the_list(officer, odense, now):
    assert "reported a breach" not in officer.get("/desk").content.decode()
    event = BreachReported(at=now, alarm="a1", evidence_sha256="0" * 64)
    say(odense, [event], by="operator", roles=event.said_by, now=now)
    assert "reported a breach" in officer.get("/desk").content.decode()
