"""The events of a case as they come in."""

import pytest

from vaern.cases import events
from vaern.errors import InputError

CANARY = "Kanariestræde 7"


def test_an_event_comes_back_as_it_was_written():
    event = events.read(
        "requested", {"at": "2026-05-04T10:00:00+02:00", "measure": "tilhold", "by": "victim"}
    )
    assert events.read("requested", events.write(event)) == event


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("requested", {"at": "2026-05-04T10:00:00", "measure": "tilhold", "by": "victim"}, "/at"),
        ("requested", {"at": "2026-05-04T10:00:00+02:00", "by": "victim"}, "/measure"),
        ("reported", {"at": "2026-05-04T10:00:00+02:00", "by": CANARY}, "/by"),
        ("reported", {"at": "2026-05-04T10:00:00+02:00", "by": "victim", "address": CANARY}, "/address"),
        (
            "assessed",
            {"at": "2026-05-04T10:00:00+02:00", "judgement": "x", "value": True, "reasons": ""},
            "/reasons",
        ),
    ],
)
def test_a_bad_event_is_refused_by_field_and_without_its_value(name, data, where):
    with pytest.raises(InputError) as refused:
        events.read(name, data)
    assert refused.value.where == where
    assert CANARY not in str(refused.value.as_dict())


def test_an_unknown_type_is_refused_with_the_known_ones():
    with pytest.raises(InputError) as refused:
        events.read("surveilled", {})
    assert "served" in refused.value.expected


def test_no_event_has_a_field_for_an_address_or_a_coordinate():
    names = {field for event in events.TYPES.values() for field in event.model_fields}
    assert not names & {
        "address",
        "lat",
        "lon",
        "latitude",
        "longitude",
        "position",
        "coordinates",
        "geometry",
    }
