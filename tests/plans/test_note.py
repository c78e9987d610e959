"""The Danish status note of 15 April 2025, as published, becomes 26 initiatives."""

from pathlib import Path

import pytest
import yaml

from vaern.errors import InputError
from vaern.plans.note import read_note
from vaern.plans.shelf import published

READ_BY_EYE = yaml.safe_load((Path(__file__).parent / "dk_2023.yaml").read_text(encoding="utf-8"))
HEAD = """NOTAT

3. marts 2026

Status for initiativer i handlingsplan for X 2024-2027

Notatet indeholder de {count} initiativer.

Status for initiativ

"""
DONE = "Det første \n\nJM Initiativet er gennemført. \n\n"
FULL = "Styrelsen har i samarbejde med andre styrelser udarbejdet et grundlag"


@pytest.fixture(scope="module")
def plan():
    return published("dk-2023")


def note(rows: str, count: int = 1) -> str:
    return HEAD.format(count=count) + rows


@pytest.mark.parametrize(("number", "read"), list(enumerate(READ_BY_EYE, start=1)))
def test_an_initiative_is_what_the_note_says(plan, number, read):
    found = plan.initiatives[number - 1]
    assert {
        "title": found.title,
        "reserve_funded": found.reserve_funded,
        "ministries": list(found.ministries),
        "status": found.status,
        "paragraphs": len(found.status_text.split("\n")),
        "ends": found.ends,
        "dates": list(found.dates),
        "grants": {grant.recipient: grant.amount_dkk for grant in found.grants},
    } == {"ends": None, "dates": [], "grants": {}, **read}


def test_all_26_are_there_and_in_order(plan):
    assert [each.number for each in plan.initiatives] == list(range(1, 27))
    assert plan.expected_initiatives == 26


def test_the_note_says_its_title_day_and_years(plan):
    assert plan.title == "Status for initiativer i handlingsplan mod partnervold og partnerdrab 2023-2026"
    assert (plan.as_of.isoformat(), plan.period.from_, plan.period.to) == ("2025-04-15", 2023, 2026)


def test_a_theme_holds_what_stands_under_it(plan):
    sizes = [sum(each.theme == theme for each in plan.initiatives) for theme in plan.themes]
    assert sizes == [8, 10, 8]


def test_a_title_goes_on_after_the_page(plan):
    assert plan.initiatives[1].title.endswith("håndtering af vold mod gravide og nybagte forældre")


def test_a_status_goes_on_after_the_page_without_the_title(plan):
    text = plan.initiatives[1].status_text
    assert "International Rekruttering og Integration har sammen med Københavns Professionshøjskole" in text


def test_words_are_whole_and_furniture_belongs_to_nobody(plan):
    text = "\n".join(each.status_text for each in plan.initiatives)
    assert "-\n" not in text
    assert not any(word in text for word in ("Side 6/8", "Offentligt", "  "))


def test_money_without_a_named_recipient_is_left_to_a_person(plan):
    assert [warning.initiative for warning in plan.warnings if warning.field == "grants"] == [
        8,
        9,
        20,
        20,
        21,
        22,
    ]


def test_a_note_of_another_year_is_read():
    rows = (
        f"Det første \n\ntiltag * \n\nJM Initiativet er igangværende. \n\n{FULL} \n\nfor kommunerne. \n\n"
        "Det andet \n\nSBM/UIM Initiativet er gennemført. \n"
    )
    found = read_note(note(rows, 2))
    assert [(each.title, each.ministries) for each in found.initiatives] == [
        ("Det første tiltag", ("JM",)),
        ("Det andet", ("SBM", "UIM")),
    ]


def test_a_count_that_does_not_fit_is_a_warning():
    found = read_note(note("Det første \n\nJM Initiativet er gennemført. \n", 3))
    assert "3 expected, 1 recorded" in [warning.text for warning in found.warnings]


def test_a_status_in_other_words_is_unknown_and_named():
    found = read_note(note("Det første \n\nJM Initiativet sover. \n"))
    assert found.initiatives[0].status == "unknown"
    assert ("status", "Initiativet sover.") in [(warning.field, warning.text) for warning in found.warnings]


def test_an_amount_in_words_is_a_doubt_and_no_grant():
    found = read_note(note(DONE + "Danner: fire millioner kroner. \n"))
    assert found.initiatives[0].grants == ()
    assert "Danner: fire millioner kroner." in [warning.text for warning in found.warnings]


@pytest.mark.parametrize(
    ("said", "kroner"),
    [("4,5 mio. kr.", 4_500_000), ("475.149 kr.", 475_149), ("7.400.000. kr.", 7_400_000), ("300 kr.", 300)],
)
def test_an_amount_is_whole_kroner(said, kroner):
    found = read_note(note(DONE + f"Odense Kommune: {said} \n"))
    assert [grant.amount_dkk for grant in found.initiatives[0].grants] == [kroner]


def test_a_date_before_the_plan_and_one_in_no_calendar_are_warnings():
    found = read_note(note(DONE + "Vedtaget den 31. februar 2025 og den 1. maj 1999. \n"))
    assert [warning.text for warning in found.warnings if warning.field == "dates"] == [
        "31. februar 2025",
        "1999-05-01 is before the plan",
    ]


@pytest.mark.parametrize("content", ["", "Et brev uden tabel.\n", HEAD])
def test_what_is_no_note_is_refused_with_what_was_expected(content):
    with pytest.raises(InputError, match="no initiative was found"):
        read_note(content)
