"""The log of a telephone: what is read of it, and what is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from vaern.contacts import Contact, read_log

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 3, 31, 12, 0, tzinfo=COPENHAGEN)


def log(*lines):
    return read_log("\n".join(("at;kind;number", *lines)).encode(), COPENHAGEN, NOW)


def test_a_telephone_log_is_read_and_the_numbers_are_masked_at_once():
    contacts, refused = log("2026-03-02 23:14;call;+4512345678")
    assert contacts == [Contact(datetime(2026, 3, 2, 23, 14, tzinfo=COPENHAGEN), "call", "••78")]
    assert not refused


def test_the_same_line_twice_is_one_contact():
    assert len(log("2026-03-02 23:14;call;1", "2026-03-02 23:14;call;1")[0]) == 1


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("2026-04-02 23:14;call;1", "at"),
        ("2026-03-29 02:30;call;1", "at"),
        ("2026-03-02 23:14;shout;1", "kind"),
        (";call;1", "at"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_stand(line, field):
    contacts, refused = log("2026-03-01 10:00;message;1", line)
    assert len(contacts) == 1
    assert [(each.row, each.field) for each in refused] == [(3, field)]
