"""Heads of the logs, exported and signed: what was written anew, though its chain holds, is found."""

from __future__ import annotations

import pytest
from django.db import connection
from nacl.signing import SigningKey

from vaern.cases import heads
from vaern.cases.log import seal
from vaern.cases.models import Entry
from vaern.errors import InputError
from vaern.web import demonstration

pytestmark = [pytest.mark.database, pytest.mark.django_db]
KEY = SigningKey(bytes(32))
PUBLIC = bytes(KEY.verify_key).hex()


@pytest.fixture
def case(db, now):
    return demonstration.odense_1(now)


@pytest.fixture
def exported(case, now):
    return b"".join(heads.signed(heads.heads(), KEY, now))


def rewritten(entry, **changes):
    """Write into the database behind the log's back, as one who may do anything there."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'cases_entry'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {quote(name)}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with pending checks cannot be altered
            cursor.execute("ALTER TABLE cases_entry DISABLE TRIGGER USER")
        for column, value in changes.items():
            cursor.execute(f"UPDATE cases_entry SET {quote(column)} = %s WHERE id = %s", [value, entry.pk])
    entry.refresh_from_db()


def test_an_untouched_log_goes_on_from_its_heads(exported):
    assert list(heads.wrong(heads.read(exported, PUBLIC))) == []


def test_a_changed_entry_breaks_its_chain(case, exported):
    rewritten(case.entries.get(number=3), by="somebody else")
    assert list(heads.wrong()) == [heads.Wrong("ODN-1", 3, "the chain does not hold here")]


def test_a_whole_chain_made_anew_holds_and_is_found_by_the_heads(case, exported):
    previous = case.entries.get(number=2).hash
    for entry in case.entries.filter(number__gte=3).order_by("number"):
        rewritten(entry, by="somebody else", previous=previous)
        rewritten(entry, hash=seal(Entry.objects.get(pk=entry.pk)))
        previous = entry.hash
    assert list(heads.wrong()) == []
    (found,) = heads.wrong(heads.read(exported, PUBLIC))
    assert (found.reference, found.what) == ("ODN-1", "an entry that was exported is another now")


def test_an_entry_that_is_gone_is_missed(case, exported, now):
    later = b"".join(heads.signed([heads.Head("ODN-1", 999, "00")], KEY, now))
    (found,) = heads.wrong(heads.read(later, PUBLIC))
    assert found.what == "an entry that was exported is gone"


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_an_export_cut_short_is_no_proof(exported, cut):
    with pytest.raises(InputError, match="no whole export"):
        heads.read(exported[: len(exported) - cut - 2], PUBLIC)


def test_an_export_that_was_changed_or_signed_by_another_is_no_proof(exported):
    with pytest.raises(InputError):
        heads.read(exported.replace(b"ODN-1", b"ODN-2"), PUBLIC)
    with pytest.raises(InputError):
        heads.read(exported, bytes(SigningKey(b"1" * 32).verify_key).hex())
