"""A case is opened under a reference that says nothing of anybody."""

import re

import pytest

from vaern.cases.opening import open_case

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_a_reference_is_the_year_and_a_number(now):
    assert re.fullmatch(r"2026-\d{6}", open_case("dk-2004", "FYN D-1", now).reference)


def test_two_cases_have_two_references(now):
    assert len({open_case("dk-2004", "x", now).reference for _ in range(2)}) == 2
