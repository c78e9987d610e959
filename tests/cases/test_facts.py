"""From the log to the facts that the law asks for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vaern.cases import events as said
from vaern.cases.facts import deadline_events, facts

AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def found(*log):
    return facts("dk-2011-draft", log, AT)


def test_what_nobody_said_is_absent_and_not_no():
    assert set(found()) == {"law", "at", "acts", "orders", "judgements"}


def test_an_act_holds_only_what_was_said():
    act = said.IncidentRecorded(at=AT, id="A1", kind="contact", attempt=False)
    assert found(act)["acts"] == [
        {"id": "A1", "at": "2026-05-04T08:00:00Z", "kind": "contact", "attempt": False}
    ]


def test_what_happens_later_is_no_fact_yet():
    assert found(said.IncidentRecorded(at=AT + timedelta(seconds=1), id="A1", kind="contact"))["acts"] == []


def test_an_answer_about_a_measure_is_kept_under_that_measure():
    answer = said.Assessed(at=AT, judgement="proportionate.tilhold", value=True, reasons="x")
    assert found(answer)["judgements"] == {"proportionate": {"tilhold": True}}


def test_the_last_answer_counts():
    answers = [
        said.Assessed(at=AT, judgement="peace_violated", value=value, reasons="x") for value in (True, False)
    ]
    assert found(*answers)["judgements"] == {"peace_violated": False}


def test_an_order_is_a_fact_only_when_served():
    decided = said.Decided(at=AT, order="T1", measure="tilhold", expires_on=date(2028, 5, 4))
    served = said.Served(at=AT, order="T1", measure="tilhold")
    assert found(decided)["orders"] == []
    assert found(decided, served)["orders"] == [
        {
            "id": "T1",
            "measure": "tilhold",
            "expires_on": "2028-05-04",
            "served_at": "2026-05-04T08:00:00+00:00",
        }
    ]


def test_an_order_given_for_a_time_has_the_last_day_that_the_law_computes():
    log = [
        said.Decided(at=AT, order="T1", measure="tilhold", duration="P2Y"),
        said.Served(at=AT, order="T1", measure="tilhold"),
    ]
    assert (
        facts("dk-2011-draft", log, AT, {"T1": date(2028, 5, 4)})["orders"][0]["expires_on"] == "2028-05-04"
    )


def test_a_withdrawn_order_has_an_end():
    log = [
        said.Decided(at=AT, order="T1", measure="tilhold"),
        said.Served(at=AT, order="T1", measure="tilhold"),
        said.Withdrawn(at=AT, measure="tilhold"),
    ]
    assert "ended_at" in found(*log)["orders"][0]


@pytest.mark.parametrize("text", ["summary", "reasons", "manner", "wording", "exceptions"])
def test_no_free_text_reaches_the_law(text):
    log = [
        said.Reported(at=AT, by="victim", summary="CANARY"),
        said.Assessed(at=AT, judgement="peace_violated", value=True, reasons="CANARY"),
        said.Decided(at=AT, order="T1", measure="tilhold", wording="CANARY", exceptions="CANARY"),
        said.Served(at=AT, order="T1", measure="tilhold", manner="CANARY"),
    ]
    assert text not in str(found(*log)) + str(deadline_events(log))
    assert "CANARY" not in str(found(*log)) + str(deadline_events(log))


def test_deadlines_hear_only_of_what_starts_or_ends_one():
    log = [
        said.Assessed(at=AT, judgement="x", value=True, reasons="x"),
        said.Served(at=AT, order="T1", measure="tilhold"),
    ]
    assert deadline_events(log) == [
        {
            "type": "served",
            "at": "2026-05-04T08:00:00+00:00",
            "measure": "tilhold",
            "order": "T1",
            "first_time": True,
        }
    ]
