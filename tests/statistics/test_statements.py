"""What the source says in words about its tables follows from them, or is named where it does not."""

import pytest

from vaern.simulate.registers import register
from vaern.statistics.shelf import definition, definitions
from vaern.statistics.store import fill
from vaern.statistics.table import TOTAL, compute
from vaern.statistics.uncertainty import differ, rate, share


@pytest.fixture(scope="module")
def tables():
    with fill(None, register()) as db:
        yield {name: compute(db, each) for name, each in definitions().items()}


def fall(table, column, first, last):
    return 1 - table.cell(last, column) / table.cell(first, column)


def ratio(table, row, name):
    chosen = next(each for each in table.definition.ratios if each.name == name)
    return round(table.ratio(row, chosen))


@pytest.mark.parametrize(("column", "percent"), [("requests", 45), ("orders", 25)])
def test_requests_fell_by_45_per_cent_and_orders_by_25(tables, column, percent):
    assert round(100 * fall(tables["tilhold-requests-and-orders"], column, 2001, 2009)) == percent


@pytest.mark.parametrize(("column", "percent"), [("reported", 19), ("charged", 24), ("convicted", 21)])
def test_breaches_fell_most_from_2006_to_2007(tables, column, percent):
    assert round(100 * fall(tables["tilhold-breaches"], column, 2006, 2007)) == percent


@pytest.mark.parametrize(("year", "percent"), [(2008, 35), (2009, 39)])
def test_more_requests_were_met_in_the_last_years(tables, year, percent):
    assert ratio(tables["tilhold-requests-and-orders"], year, "orders_per_100_requests") == percent


@pytest.mark.parametrize(
    ("district", "percent"),
    [
        ("Sydsjællands og Lolland-Falsters Politi", 7),
        ("Københavns Vestegns Politi", 6),
        ("Fyns Politi", 1),
        (TOTAL, 3),
    ],
)
def test_the_share_of_potential_cases_by_district(tables, district, percent):
    assert ratio(tables["by-district"], district, "share_pct") == percent


def test_three_per_cent_are_cases_and_two_per_cent_expulsions(tables):
    potential = tables["by-district"].total("potential")
    assert round(100 * tables["by-quarter"].total("expulsion") / potential) == 2
    assert "the numerator holds" in definition("by-district").contradictions[0].because


def test_a_month_is_longer_than_the_law_allowed(tables):
    assert tables["fixed-duration"].cell("P1M") == 2
    assert "ceiling" in definition("fixed-duration").contradictions[0].because


def test_decided_by_the_next_day_and_served_within_two_days_are_counted_in_days_and_in_hours(tables):
    by_day, by_hour = tables["days-to-decision"], tables["hours-to-service"]
    assert by_day.cell("same day") + by_day.cell("next day") == 23
    assert by_hour.cell("under 24 hours") + by_hour.cell("under 48 hours") == 27


def test_what_is_not_recorded_stands_beside_the_table(tables):
    missing = {name: table.missing for name, table in tables.items() if table.missing}
    assert missing == {
        "who-asked": 4, "together-after": 3, "municipality-told": 13, "residence": 23, "review-wish": 4,
        "leaflet": 24, "fixed-duration": 1, "arrested": 17,
    }  # fmt: skip


def test_every_table_says_unit_population_and_where_it_stands():
    assert all(
        each.population["en"] and each.population["da"] and each.lines for each in definitions().values()
    )


def test_a_share_of_few_is_uncertain():
    few, many = share(3, 43), share(300, 4300)
    assert few.high - few.low > 5 * (many.high - many.low)


def test_districts_of_one_case_do_not_differ_but_twelve_and_one_do():
    assert not differ(rate(1, 173), rate(1, 199))
    assert differ(rate(12, 173), rate(1, 199))


@pytest.mark.parametrize("nothing", [share(0, 0), rate(3, 0)])
def test_a_figure_of_nothing_is_none(nothing):
    assert nothing is None
