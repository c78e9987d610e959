"""Every role against every page, paper and address of the API, as `docs/permission-matrix.md` says.

`VAERN_WRITE_MATRIX=1 pytest tests/web/test_matrix.py` writes the table anew: read what differs.
"""

import os
import re
from pathlib import Path

import pytest
from addresses import addresses
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.saying import say
from vaern.letters import door
from vaern.persons import access
from vaern.persons.models import PROTECTED_PERSON, RESPONDENT
from vaern.web import clock
from vaern.web.permissions import ADMINISTRATOR, PLAN_KEEPER

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TABLE = Path(__file__).parents[2] / "docs" / "permission-matrix.md"
PARTIES = (PROTECTED_PERSON, RESPONDENT)
READERS = ("anyone", "letter", *PARTIES, CASE_OFFICER, CONTROL_ROOM, ADMINISTRATOR, PLAN_KEEPER, "no role")
HEAD = """# Who is let in where

Every address of the program against everybody who may ask. `tests/web/test_matrix.py` measures it, fails
when an address is new or lets somebody else in, and writes this page: do not edit it by hand. *let in*: the
rule of the address lets them pass; which case, alarm or account they then find is for the rules of
[`permissions.md`](permissions.md). Whoever reads a letter has no account.

"""


def is_let_in(client, address):
    """Say whether the rule of an address lets this client pass, whatever is found behind it."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        transaction.set_rollback(True)
    assert answer.status_code != 500, address
    turned_away = answer.status_code == 302 and re.match(r"/(sign-in|letter$)", answer.url)
    return not turned_away and answer.status_code not in (401, 403)


@pytest.fixture
def letter(odense, now):
    """Return the number of the session's letter: one short neutral word."""
    told = said.Disclosed(
        at=now, receiver="municipality", authority="Odense Kommune", ground="neutral_word",
        about=("protected_person",),
    )  # fmt: skip
    (entry,) = say(odense, [told], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    return door.send(
        odense, entry.number, "municipality", "Odense Kommune", "a@b.example", language="da", by="o", now=now
    )


def client_of(reader, letter):
    client = Client(raise_request_exception=False)  # without the live service some have nothing to show
    if reader == "letter":
        code = door.new_code(letter.letter, clock.now())
        client.post(reverse("letter-open"), {"number": letter.number, "code": code})
    elif reader in PARTIES:
        code = access.invite(letter.letter.case, reader, telephone="", by="officer", now=clock.now())
        client.force_login(access.take(code, "kastanje-under-broen", clock.now()).user)
    elif reader != "anyone":
        user, _new = User.objects.get_or_create(username=reader)
        if reader != "no role":
            user.groups.add(Group.objects.get_or_create(name=reader)[0])
        client.force_login(user)
    return client


@pytest.fixture
def measured(letter):
    """Return for each address the readers who are let in; each asks as if nobody had asked before."""
    return {
        name: [reader for reader in READERS if is_let_in(client_of(reader, letter), address)]
        for name, address in addresses().items()
        if name not in ("sign-out", "letter-leave")  # anybody may leave
    }


def as_table(measured):
    rows = ["| address | " + " | ".join(READERS) + " |", "|---" * (len(READERS) + 1) + "|"]
    rows += [
        f"| `{name}` | " + " | ".join("let in" if reader in them else "" for reader in READERS) + " |"
        for name, them in measured.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


def test_who_is_let_in_is_as_the_table_says(measured):
    table = as_table(measured)
    if os.environ.get("VAERN_WRITE_MATRIX"):
        TABLE.write_text(table, encoding="utf-8")
    assert table.splitlines() == TABLE.read_text(encoding="utf-8").splitlines()
    opened = {name: set(them) for name, them in measured.items()}
    of_a_case = [name for name in opened if re.match(r"case-|case$|API /api/cases", name)]
    assert of_a_case
    assert all(opened[name] == {CASE_OFFICER} for name in of_a_case)
    assert all(
        "letter" not in them for name, them in opened.items() if "letter" not in name and "anyone" not in them
    )
    assert all(
        them == {"letter"}
        for name, them in opened.items()
        if re.match("letter-(read|answer|file|b|d|child)", name)
    )
