"""The pages of assessment, decision, zone and service: who may open them, and what they keep."""

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.models import Draft

pytestmark = [pytest.mark.database, pytest.mark.django_db]
CASE = "/desk/ODN-1"
STEPS = [
    "hiding", "party-hearing", "admonition", "settlement", "hand-over", "telephone-data", "zone",
    "decide-tilhold", "decide-opholdsforbud", "refusal", "put-back", "parties", "service", "release",
]  # fmt: skip
ZONE = {
    "zone": "z", "corners": "55.40 10.39\n55.40 10.40\n55.41 10.40", "margin_m": "0", "weighed": "Weighed.",
    "at": "2026-05-04T09:30",
}  # fmt: skip


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


@pytest.mark.parametrize("step", STEPS)
def test_each_step_opens_for_the_case_officer(officer, step):
    assert officer.get(f"{CASE}/step/{step}").status_code == 200


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
@pytest.mark.parametrize("path", ["step/decide-tilhold/text", "zone/checks", "assess"])
def test_nobody_else_asks_what_these_pages_answer(as_role, odense, role, path):
    assert as_role(role).post(f"{CASE}/{path}", {}).status_code == 403


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_nobody_else_reads_a_leaflet(as_role, odense, role):
    assert as_role(role).get(f"{CASE}/T1/leaflet-da.pdf").status_code == 403


def test_a_leaflet_is_not_there_in_every_language(officer):
    assert officer.get(f"{CASE}/T1/leaflet-ar.pdf").status_code == 404


def test_an_answer_without_reasons_is_refused_and_nothing_is_lost(officer, odense):
    before = odense.entries.count()
    answer = officer.post(
        f"{CASE}/assess", {"judgement": "special_risk_of_assault", "value": "yes", "reasons": ""}
    )
    assert answer.status_code == 422
    assert 'value="yes" checked' in answer.content.decode()
    assert odense.entries.count() == before


def test_the_orders_text_is_shown_while_it_is_chosen(officer):
    sent = {"terms": ["following"], "count": "2", "unit": "Y"}
    page = officer.post(f"{CASE}/step/decide-tilhold/text", sent).content.decode()
    assert "follow the protected person" in page
    assert "2 years" in page


def test_the_checks_of_a_zone_say_what_was_not_looked_at(officer):
    page = officer.post(f"{CASE}/zone/checks", ZONE).content.decode()
    assert "not checked" in page
    assert "roads" in page


def test_a_zone_is_kept_by_its_hash(officer, odense, now):
    officer.post(f"{CASE}/step/zone", ZONE)
    event = CaseFile(odense, now).lines[-1].event
    assert odense.zones.filter(name="z", sha256=event.sha256).exists()
    assert event.found["shape"] == "fine"


def test_a_corner_that_cannot_be_read_is_said_by_its_line_and_kept(officer):
    page = officer.post(f"{CASE}/step/zone", {**ZONE, "corners": "55.40 10.39\nnonsense"}).content.decode()
    assert "Line 2" in page
    assert "nonsense" in page


def test_no_draft_keeps_a_secret_place(officer, odense):
    officer.post(
        f"{CASE}/step/zone/draft", {**ZONE, "secret_place": "55.1 10.1", "his_places": "home 55.2 10.2"}
    )
    typed = Draft.objects.get(case=odense).fields["typed"]
    assert "55.1" not in typed
    assert "55.2" not in typed
