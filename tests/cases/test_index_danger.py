"""Imminent danger stands in the case's row until somebody says that it is over."""

from datetime import timedelta

import pytest

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER
from vaern.cases.models import Summary
from vaern.cases.opening import open_case
from vaern.cases.saying import say

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def danger(at, imminent):
    return said.DangerAssessed(at=at, imminent=imminent, reasons="x", plan="y")


def tell(case, now, *events):
    say(case, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)
    return Summary.objects.get(case=case).danger_at


def test_danger_stands_until_it_is_said_to_be_over(now):
    case, at = open_case("dk-2004", "x", now), now - timedelta(hours=1)
    assert tell(case, now, danger(at, True)) == at
    assert tell(case, now, danger(now, False)) is None


def test_a_case_in_which_nobody_spoke_of_danger_has_none(now):
    case = open_case("dk-2004", "x", now)
    assert tell(case, now, said.Reported(at=now, by="victim")) is None
