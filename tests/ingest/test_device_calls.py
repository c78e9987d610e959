"""Devices that send a position in one call: OsmAnd, OwnTracks, a Traccar server."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from devices import frames

from vaern.ingest import osmand, owntracks, traccar
from vaern.ingest.row import fix_of

FORWARDED = {
    "device": {"uniqueId": "R1"},
    "position": {
        "fixTime": "2026-05-04T08:00:00.000+00:00",
        "deviceTime": "2026-05-04T08:00:05.000+00:00",
        "valid": True,
        "latitude": 55.4,
        "longitude": 10.39,
        "accuracy": 8.0,
        "attributes": {"batteryLevel": 60, "alarm": "tampering"},
    },
}


def called(frame):
    call = frame["frame"]
    if call["method"] == "POST":
        return osmand.read_call({}, call["body"].encode(), is_json=True)
    return osmand.read_call(dict(parse_qsl(urlsplit(call["url"]).query)))


def forwarded(**position):
    return traccar.read_forwarded(
        json.dumps({**FORWARDED, "position": {**FORWARDED["position"], **position}}).encode()
    ).rows[0]


@pytest.mark.parametrize("frame", [frame for frame in frames("osmand") if frame["check"] == "position"])
def test_a_position_is_a_fix(frame):
    heard = called(frame)
    row = {"time": 0, **heard.rows[0]}
    mocked = "body" in frame["frame"] and '"mock":true' in frame["frame"]["body"]
    assert (fix_of(row, 0).lat is None) == mocked


def test_a_call_without_a_device_is_refused():
    assert [called(frame).refused for frame in frames("osmand") if frame["check"] == "null"] == ["no_device"]


def test_a_place_that_another_program_made_up_is_not_believed():
    location = {"timestamp": "2025-05-09T04:11:30Z", "coords": {"latitude": 1, "longitude": 2}, "mock": True}
    body = {"device_id": "1", "location": location}
    assert osmand.read_call({}, json.dumps(body).encode(), is_json=True).rows[0]["lat"] is None


@pytest.mark.parametrize(
    ("said", "milliseconds"), [("1377177267", 1377177267000), ("1442068686579", 1442068686579)]
)
def test_seconds_and_milliseconds_are_told_apart(said, milliseconds):
    (row,) = osmand.read_call({"id": "1", "timestamp": said, "lat": "1", "lon": "2"}).rows
    assert row["time"] == milliseconds


def test_help_is_a_button():
    assert osmand.read_call({"id": "1", "alarm": "sos"}).rows[0]["event"] == "button"


@pytest.mark.parametrize("frame", frames("owntracks"))
def test_an_owntracks_location_is_a_fix(frame):
    said = json.loads(frame["frame"]["body"])
    (row,) = owntracks.read_message(frame["frame"]["body"].encode(), "R1").rows
    assert (fix_of(row).fixed_at, fix_of(row).accuracy_m) == (said["tst"] * 1000, said["acc"])


def test_other_owntracks_messages_say_nothing():
    assert owntracks.read_message(b'{"_type": "lwt", "tst": 1}', "R1").rows == ()


def test_a_forwarded_position_tells_place_charge_and_tamper():
    row = forwarded()
    assert (row["lat"], row["accuracy_m"], row["battery_pct"], row["event"]) == (55.4, 8.0, 60, "case_opened")


@pytest.mark.parametrize("stale", [{"outdated": True}, {"valid": False}])
def test_a_forwarded_position_that_is_not_fresh_has_no_place(stale):
    row = forwarded(**stale)
    assert (row["lat"], row["time"]) == (None, "2026-05-04T08:00:05.000+00:00")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"device": 1}', b"\xff", b"[" * 100_000])
def test_what_is_no_message_is_refused_without_its_words(body):
    found = {
        traccar.read_forwarded(body).refused,
        owntracks.read_message(body, "R1").refused,
        osmand.read_call({}, body, is_json=True).refused,
    }
    assert found == {"broken_call"}
