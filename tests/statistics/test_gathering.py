"""What is in the logs of the desk is in the records, corrections and all, and nothing of a person."""

from datetime import UTC, datetime

import pytest

from vaern.cases import events as said
from vaern.cases import log
from vaern.cases.events import CASE_OFFICER
from vaern.cases.models import Case
from vaern.statistics.gathering import gather
from vaern.statistics.store import opened

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


@pytest.fixture
def case():
    case = Case.objects.create(reference="ODN-7", title="Odense 7", law="dk-2004")
    for event in (
        said.CaseTaken(at=AT, officer="o", district="Fyns Politi"),
        said.PartyRecorded(at=AT, role="respondent", name="Rasmus Kanarie", sex="male"),
        said.Requested(at=AT, measure="tilhold", by="victim"),
        said.Refused(at=AT, measure="tilhold", reasons="Kanariegul tekst"),
    ):
        log.append(case, event, by="o", roles=frozenset({CASE_OFFICER}), now=AT)
    return case


def rows(path):
    with opened(path) as db:
        return db.execute("SELECT district, outcome, respondent_sex, day(closed_at) FROM requests").fetchall()


def test_a_case_is_read_on_the_laws_own_clock(case, tmp_path):
    gather(tmp_path / "records.duckdb")
    assert rows(tmp_path / "records.duckdb") == [("Fyns Politi", "refused", "male", 29)]


def test_what_was_struck_out_does_not_count(case, tmp_path):
    struck = said.Corrected(at=AT, corrects=4, reason="wrong case")
    log.append(case, struck, by="o", roles=frozenset({CASE_OFFICER}), now=AT)
    gather(tmp_path / "records.duckdb")
    assert rows(tmp_path / "records.duckdb")[0][1] == "open"


def test_no_name_text_or_reference_is_in_the_file(case, tmp_path):
    gather(tmp_path / "records.duckdb")
    content = (tmp_path / "records.duckdb").read_bytes()
    assert not any(word in content for word in (b"Kanarie", b"Kanariegul", b"ODN-7"))
