"""From the log to the facts that the law asks for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vaern.cases import events as said
from vaern.cases.facts import deadline_events, facts

AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


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


def test_an_order_that_fell_has_an_end():
    log = [
        said.Decided(at=AT, order="T1", measure="tilhold"),
        said.Served(at=AT, order="T1", measure="tilhold"),
    ]
    assert "ended_at" in facts("dk-2011-draft", log, AT, fell={"T1": AT})["orders"][0]


def test_an_extended_order_was_served_when_it_was_first_served():
    log = [
        said.Decided(at=AT - 2 * DAY, order="T1", measure="tilhold"),
        said.Served(at=AT - 2 * DAY, order="T1", measure="tilhold"),
        said.Decided(at=AT - DAY, order="T1", measure="tilhold", extends=True),
        said.Served(at=AT, order="T1", measure="tilhold", first_time=False),
    ]
    assert found(*log)["orders"][0]["served_at"] == (AT - 2 * DAY).isoformat()


def test_a_breach_told_by_a_person_is_an_act_and_one_from_an_alarm_is_evidence_only():
    told = said.BreachRecorded(at=AT, id="B1", order="T1", measure="tilhold", intentional=True)
    alarm = said.BreachReported(at=AT, alarm="C1/1", evidence_sha256="0" * 64)
    assert [(act["id"], act["breach_of"]) for act in found(told, alarm)["acts"]] == [("B1", "tilhold")]


def test_an_acquittal_clears_the_acts_it_names_and_no_other():
    acts = [said.IncidentRecorded(at=AT, id=name, kind="offence", suspicion="reasoned") for name in "AB"]
    log = [*acts, said.Acquitted(at=AT, acts=("A",), other_grounds=False, reasons="x")]
    assert [act["suspicion"] for act in found(*log)["acts"]] == ["acquitted", "reasoned"]


def test_whoever_takes_a_request_back_asks_no_more():
    log = [
        said.Requested(at=AT, measure="tilhold", by="victim"),
        said.WithdrawalRequested(at=AT, order="T1", measure="tilhold"),
    ]
    assert found(*log)["request"] == {"by": "none"}


def test_a_criminal_case_brought_to_court_answers_each_target_it_names():
    sent = said.SubmittedToCourt(
        at=AT, answers_to=("submit_violence_case_to_court", "forward_closed_investigation")
    )
    assert [each["answers_to"] for each in deadline_events([sent])] == list(sent.answers_to)


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
