"""Tables that others typed: what is read, what is refused, and that no refusal repeats a value."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from vaern.errors import InputError
from vaern.sheets import Reason, Refused, RowError, as_csv, read_rows
from vaern.sheets.reading import ROWS, SIZE_BYTES

COLUMNS = ("number", "said")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def read(content):
    return list(read_rows(content if isinstance(content, bytes) else content.encode(), COLUMNS, ["number"]))


def said(value):
    (row,) = read(f"number,said\n1,{value}\n")
    return row


@pytest.mark.parametrize(
    "content",
    [
        "number,said\n1,blå\n",
        "\ufeffnumber;said\r\n1;blå\r\n",
        "NUMBER\tSaid\n1\tblå",
        '[{"number": 1, "said": "blå"}]',
        "number;said\n1;blå\n".encode("cp1252"),
        '\n\nnumber,said\n\n1,"blå"\n\n',
    ],
)
def test_a_table_is_read_as_spreadsheets_and_programs_write_it(content):
    (row,) = read(content)
    assert row.cells == {"number": "1", "said": "blå"}


def test_an_empty_cell_is_nothing_said():
    assert read("number,said\n1, \n")[0].cells == {"number": "1"}


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ("number,said\n1,a\n,hemmeligt\n", Refused(3, "number", Reason.MISSING)),
        ("number,said\nhemmeligt\n", Refused(2, "", Reason.CELLS)),
        ('[{"number": 1}, "hemmeligt"]', Refused(2, "", Reason.NO_OBJECT)),
        ('[{"number": ["hemmeligt"]}]', Refused(1, "number", Reason.NO_VALUE)),
        ('[{"number": 1}, {"hemmeligt": 2}]', Refused(2, "", Reason.UNKNOWN_COLUMN)),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_its_value_is_not_repeated(content, refused):
    assert refused in read(content)
    assert "hemmeligt" not in str([each for each in read(content) if isinstance(each, Refused)])


def test_one_bad_row_does_not_stop_the_others():
    found = read("number,said\n1,a\n,b\n3,c\n")
    assert [each.number for each in found if not isinstance(each, Refused)] == [2, 4]


def test_an_open_quotation_mark_is_told_with_the_row_it_begins_in():
    assert read('number,said\n1,a\n2,"b\n3,c\n')[-1].row == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n", b"\x89PNG\0", b"{}", b"[1", b"hemmeligt,said\n1,2\n", b"number,number\n1,2\n",
     b"number\n" + b"1\n" * (ROWS + 1), b"x" * (SIZE_BYTES + 1), b"[" * 200_000],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(content):
    with pytest.raises(InputError) as refused:
        read(content)
    assert "hemmeligt" not in str(refused.value.as_dict())


def test_a_formula_stays_the_text_it_is_and_is_neutral_when_written():
    row = said("=1+1")
    assert row.text("said") == "=1+1"
    assert "'=1+1" in as_csv(COLUMNS, [["1", row.text("said")]])


def test_what_was_written_reads_back_as_it_was():
    written = as_csv(COLUMNS, [["1", "@sum"], ["2", "'quoted"]])
    assert [row.text("said") for row in read(written)] == ["@sum", "'quoted"]


@pytest.mark.parametrize(("value", "answer"), [("ja", True), ("No", False), ("", None)])
def test_yes_no_and_nothing_said_are_three_answers(value, answer):
    assert said(value).flag("said") is answer


def test_a_time_without_an_offset_is_on_the_clock_of_the_jurisdiction():
    assert said("2026-05-04 10:00").moment("said", COPENHAGEN) == datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2026-10-25 02:30", "shows twice"),
        ("2026-03-29 02:30", "skips"),
        ("2026-05-04", "not a time"),
        ("hemmeligt", "not a time"),
    ],
)
def test_a_time_that_is_not_one_moment_is_refused(value, reason):
    with pytest.raises(RowError, match=reason) as refused:
        said(value).moment("said", COPENHAGEN)
    assert value not in str(refused.value)


def test_the_hour_that_comes_twice_is_read_where_it_says_which():
    assert said("2026-10-25T02:30+01:00").moment("said", COPENHAGEN).astimezone(UTC).hour == 1


@pytest.mark.parametrize("read_as", ["flag", "day"])
def test_a_wrong_value_is_refused_without_repeating_it(read_as):
    with pytest.raises(RowError) as refused:
        getattr(said("hemmeligt"), read_as)("said")
    assert "hemmeligt" not in str(refused.value)
