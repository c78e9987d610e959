"""Imminent danger, and risk as a person judges it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from vaern.cases import events
from vaern.cases.danger import imminent_danger
from vaern.cases.events import Corrected, DangerAssessed, RiskAssessed, RiskFactor
from vaern.cases.file import CaseFile

RISK = Path(events.__file__).with_name("risk.py")


@pytest.fixture
def danger(case, say, now):
    def last_word(*told):
        for minutes_ago, imminent in told:
            at = now - timedelta(minutes=minutes_ago)
            say(DangerAssessed(at=at, imminent=imminent, reasons="He has a knife."))
        return imminent_danger(CaseFile(case, now))

    return last_word


@pytest.mark.database
@pytest.mark.django_db
class TestTheLastWord:
    def test_nobody_has_said_anything(self, danger):
        assert danger() is None

    def test_danger_stands_until_somebody_says_that_it_is_over(self, danger):
        assert danger((30, True)) is not None

    def test_danger_that_is_over_is_over(self, danger):
        assert danger((30, True), (10, False)) is None

    def test_the_later_happening_counts_also_where_it_was_written_first(self, danger):
        assert danger((10, True), (30, False)) is not None

    def test_an_assessment_of_risk_may_say_it_too(self, case, say, now, danger):
        factors = (RiskFactor(factor="history", answer="not_known"),)
        said = {"conclusion": "Grave.", "plan": "Patrol.", "review_on": date(2030, 1, 1)}
        say(RiskAssessed(at=now, factors=factors, imminent=True, **said))
        assert imminent_danger(CaseFile(case, now)) is not None

    def test_an_entry_that_was_struck_out_raises_nothing(self, case, say, now, danger):
        wrong = danger((30, True))
        say(Corrected(at=now, corrects=wrong.number, reason="Another case."))
        assert imminent_danger(CaseFile(case, now)) is None


def test_risk_has_no_field_for_a_number():
    fields = {**RiskAssessed.model_fields, **RiskFactor.model_fields}
    assert not [name for name, field in fields.items() if field.annotation in (int, float)]


def test_nothing_of_risk_is_counted_or_added_up():
    said = RISK.read_text(encoding="utf-8")
    assert not re.search(r"\b(score|sum|total|points|weight)\b|len\(|\bint\b|\bfloat\b", said)
