"""The live service's stream as a browser hears it."""

import asyncio

import pytest

from vaern.errors import InputError
from vaern.service.client import StreamEvent
from vaern.web.following import following, while_permitted

ALARM = StreamEvent(7, "alarm", {"alarm": "C1/z/zone/1"})


class Told:
    """A live service that says what it is given, waits where it is given a number, and raises errors."""

    def __init__(self, *said):
        self.said, self.after = said, None

    async def stream(self, after):
        self.after = after
        for each in self.said:
            if isinstance(each, float):
                await asyncio.sleep(each)
            elif isinstance(each, Exception):
                raise each
            else:
                yield each


def heard(live, walks=lambda: 0, alive_s=0.05):
    async def all_of_it():
        return [part.decode() async for part in following(live, 3, walks, alive_s)]

    return asyncio.run(all_of_it())


def test_an_alarm_is_passed_on_with_its_place_in_the_stream():
    assert heard(Told(ALARM))[:1] == ['id: 7\nevent: alarm\ndata: {"alarm": "C1/z/zone/1"}\n\n']


def test_the_stream_begins_where_the_browser_left_it():
    live = Told(ALARM)
    heard(live)
    assert live.after == 3


@pytest.mark.parametrize("kind", ["sealed", "control", "position", "heartbeat"])
def test_nothing_but_what_is_opened_is_passed_on(kind):
    assert heard(Told(StreamEvent(8, kind, {"lat": 55.1}))) == ["event: gone\ndata: {}\n\n"]


def test_silence_is_broken_by_a_sign_of_life():
    assert heard(Told(0.12, ALARM))[:2] == ["event: alive\ndata: {}\n\n"] * 2


def test_a_new_walk_clears_the_page_before_its_first_event():
    walks = iter([1, 2, 2])
    assert heard(Told(ALARM), lambda: next(walks))[0] == "event: reset\ndata: {}\n\n"


def test_the_end_of_the_live_service_is_said_to_the_page():
    assert heard(Told(ALARM))[-1] == "event: gone\ndata: {}\n\n"


def test_a_failing_live_service_is_said_to_the_page_and_logged(caplog):
    assert heard(Told(ALARM, InputError("the live service does not answer")))[-1].startswith("event: gone")
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def passed_on(answers, every_s):
    """Return what is passed on of three alarms while the permission is answered so."""
    left = iter(answers)

    async def is_permitted():
        return next(left)

    async def all_of_it():
        told = following(Told(ALARM, ALARM, ALARM), 3, lambda: 0)
        return [part async for part in while_permitted(told, is_permitted, every_s)]

    return asyncio.run(all_of_it())


def test_nothing_is_passed_on_to_whoever_may_not_hear_it():
    assert passed_on([False], 0.0) == []


def test_an_open_stream_ends_when_the_permission_does():
    assert len(passed_on([True, True, False], 0.0)) == 2


def test_the_permission_is_not_asked_for_each_event():
    assert len(passed_on([True], 3600.0)) == 4
