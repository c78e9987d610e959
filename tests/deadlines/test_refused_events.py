"""What `deadlines` refuses: what was found, where, and what was expected."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations
from vaern.deadlines.events import KINDS, TYPES
from vaern.errors import InputError
from vaern.packs.schema import validator

PACK = packs.load("dk-2011-draft")
NOW = datetime.fromisoformat("2026-06-20T12:00:00+02:00")
AT = "2026-05-04T10:00:00+02:00"


def refusal(events, now=NOW):
    with pytest.raises(InputError) as caught:
        obligations(PACK, now, events)
    return caught.value


@pytest.mark.parametrize(
    ("event", "where"),
    [
        ({"at": AT}, "/events/0/type"),
        ({"type": "arrested", "at": AT}, "/events/0/type"),
        ({"type": ["decided"], "at": AT}, "/events/0/type"),
        ({"type": "served"}, "/events/0/at"),
        ({"type": "served", "at": "2026-05-04T10:00:00"}, "/events/0/at"),
        ({"type": "served", "at": AT, "measure": "besoksforbud"}, "/events/0/measure"),
        ({"type": "served", "at": AT, "duration": "P1Y"}, "/events/0"),
        ({"type": "decided", "at": AT, "measure": "tilhold", "duration": "P0D"}, "/events/0/duration"),
        ({"type": "control_ordered", "at": AT, "duration": "PT0H"}, "/events/0/duration"),
        ({"type": "served", "at": AT, "order": 7}, "/events/0/order"),
        ({"type": "served", "at": AT, "answers_to": "serve"}, "/events/0/answers_to"),
        ({"type": "decided", "at": AT}, "/events/0/measure"),
        ({"type": "decided", "at": AT, "measure": "tilhold", "duration": "5 years"}, "/events/0/duration"),
        ({"type": "decided", "at": AT, "measure": "tilhold", "duration": 5}, "/events/0/duration"),
        ({"type": "decided", "at": AT, "measure": "tilhold", "extends": "no"}, "/events/0/extends"),
        (
            {"type": "decided", "at": AT, "measure": "tilhold", "expires_on": "2026-05-03"},
            "/events/0/expires_on",
        ),
        ({"type": "ruled", "at": AT, "result": "won"}, "/events/0/result"),
        ("served", "/events/0"),
    ],
)
def test_the_place_is_named(event, where):
    assert refusal([event]).where == where


@pytest.mark.parametrize(("first", "second"), [("released", "detained"), ("served", "decided")])
def test_an_end_before_a_start_is_refused(first, second):
    later = {"type": second, "at": "2026-05-05T10:00:00+02:00", "measure": "tilhold"}
    refused = refusal([{"type": first, "at": AT, "measure": "tilhold"}, later])
    assert (refused.error, refused.where) == ("an end before a start", "/events/0/at")


def test_events_must_be_a_list():
    assert refusal({"type": "served"}).where == "/events"


def test_now_must_have_an_offset():
    assert refusal([], NOW.replace(tzinfo=None)).where == "/now"


def test_every_kind_of_duty_in_the_schema_is_one_of_the_contract():
    written = validator("law-file").schema["$defs"]["provision"]["properties"]["duties"]
    assert set(written["items"]["properties"]["kind"]["enum"]) < set(KINDS)


def test_every_event_that_a_pack_names_is_one_of_the_contract():
    duties = [duty for pack in packs.load_all() for each in pack.provisions.values() for duty in each.duties]
    named = {name for duty in duties for name in (duty.event, *duty.done_by, *duty.gone_by, *duty.unless_any)}
    named |= {duty.only_if["event"] for duty in duties if duty.only_if}
    endings = {
        each.event for pack in packs.load_all() for p in pack.provisions.values() for each in p.endings
    }
    assert named | endings <= set(TYPES)
