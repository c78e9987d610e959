"""She is warned once, in her language, or the control room hears at once that she was not."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from vaern.cases.events import CONTROL_ROOM
from vaern.dispatch.models import NOT_WARNED, Act
from vaern.notify.channels.channel import NotDelivered
from vaern.notify.models import Delivery, Followed, Reach
from vaern.service.client import StreamEvent
from vaern.web import clock, warner
from vaern.web.warner import Warner, is_silent

pytestmark = [pytest.mark.database, pytest.mark.django_db]
START = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
ADDRESS = "+45 88 77 66 55"
NEAR = {
    "alarm": "C1/home/zone/1", "control": "C1", "kind": "zone", "event": "raised", "at": START.isoformat(),
    "notify": ["control_room", "protected_person"], "retrospective": False,
}  # fmt: skip


class Heard:
    """A channel that notes what it sends, and fails as often as it is told to."""

    def __init__(self):
        self.sent, self.fails = [], 0

    def send(self, to, message):
        if self.fails:
            self.fails -= 1
            raise NotDelivered("webhook_silent")
        self.sent.append((to, message))


@pytest.fixture
def time(monkeypatch):
    moment = [START]
    monkeypatch.setattr(clock, "now", lambda: moment[0])

    def pass_by(seconds):
        moment[0] += timedelta(seconds=seconds)

    return pass_by


@pytest.fixture
def channel(time):
    return Heard()


@pytest.fixture
def warn(channel):
    return Warner({"webhook": channel})


@pytest.fixture
def reached(db):
    return Reach.objects.create(control="C1", channel="webhook", address=ADDRESS, language="da")


def told(warn, *alarms):
    for alarm in alarms:
        warn.hear(alarm)
    warn.deliver()


def not_warned():
    return list(Act.objects.filter(what=NOT_WARNED).values_list("outcome", flat=True))


def test_her_address_and_the_message_stand_in_no_log(warn, reached, channel, time, caplog):
    caplog.set_level(logging.DEBUG)
    channel.fails = 9
    told(warn, NEAR)
    for seconds in (5, 15, 30):
        time(seconds)
        warn.deliver()
    assert not_warned() == ["not_sent"]
    assert ADDRESS not in caplog.text
    assert "webhook" not in caplog.text


def test_she_is_warned_in_her_language_without_a_name_or_a_place(warn, reached, channel):
    told(warn, NEAR)
    ((to, message),) = channel.sent
    assert (to, message.subject) == (ADDRESS, "Advarsel: han er tæt på")
    assert "C1" not in message.text
    assert "home" not in message.text


def test_a_discreet_message_does_not_say_what_it_is_about(warn, reached, channel):
    Reach.objects.update(discreet=True, language="en")
    told(warn, NEAR)
    assert channel.sent[0][1].text == "Please call back at once."


def test_she_is_warned_once_an_alarm_however_often_it_is_told(warn, reached, channel):
    told(warn, NEAR | {"provisional": True}, NEAR, NEAR | {"event": "graded"})
    told(warn, NEAR)
    assert len(channel.sent) == 1


MARGIN = NEAR | {"alarm": "C1/home/margin/1", "kind": "margin"}


def test_two_alarms_of_one_approach_are_one_message_and_it_is_over_when_both_are(warn, reached, channel):
    told(warn, MARGIN, NEAR)
    told(warn, MARGIN | {"event": "cleared"})
    assert len(channel.sent) == 1
    told(warn, NEAR | {"event": "cleared"})
    assert [message.subject for _, message in channel.sent] == ["Advarsel: han er tæt på", "Det er ovre"]


def test_a_battery_beside_an_approach_is_a_message_of_its_own(warn, reached, channel):
    told(warn, NEAR, NEAR | {"alarm": "C1/P1/battery_low/1", "kind": "battery_low"})
    assert len(channel.sent) == 2


@pytest.mark.parametrize(("minutes", "messages"), [(14, 1), (15, 2)])
def test_a_new_approach_is_told_again_once_the_last_one_is_old(
    warn, reached, channel, time, minutes, messages
):
    told(warn, MARGIN)
    time(60 * minutes)
    told(warn, NEAR | {"at": clock.now().isoformat()})
    assert len(channel.sent) == messages


def test_nobody_is_told_that_it_is_over_who_was_never_told_that_it_began(warn, reached, channel, time):
    channel.fails = 4
    told(warn, NEAR)
    for seconds in (5, 15, 30):
        time(seconds)
        warn.deliver()
    told(warn, NEAR | {"event": "cleared"})
    assert channel.sent == []


def test_a_warning_that_failed_keeps_no_other_from_being_sent(warn, reached, channel, time):
    channel.fails = 4
    told(warn, MARGIN)
    for seconds in (5, 15, 30):
        time(seconds)
        warn.deliver()
    told(warn, NEAR)
    assert len(channel.sent) == 1


def test_she_is_told_when_it_is_over_and_only_if_she_was_warned(warn, reached, channel):
    told(warn, NEAR | {"event": "cleared"})
    assert channel.sent == []
    told(warn, NEAR, NEAR | {"event": "cleared"}, NEAR | {"event": "cleared"})
    assert [message.subject for _, message in channel.sent] == ["Advarsel: han er tæt på", "Det er ovre"]


@pytest.mark.parametrize(
    "other", [{"notify": ["control_room"]}, {"retrospective": True}, {"event": "answered"}]
)
def test_an_alarm_that_does_not_name_her_or_is_history_sends_nothing(warn, reached, channel, other):
    told(warn, NEAR | other)
    assert channel.sent == []
    assert not_warned() == []


def test_her_own_device_is_spoken_of_as_hers(warn, reached, channel):
    told(warn, NEAR | {"alarm": "C1/P1/battery_low/1", "kind": "battery_low"})
    assert channel.sent[0][1].subject == "Din enhed skal oplades"


def test_what_does_not_get_there_is_tried_again_and_a_failure_keeps_no_other_waiting(
    warn, reached, channel, time
):
    Reach.objects.create(control="C1", channel="webhook", address="second", language="da")
    channel.fails = 1
    told(warn, NEAR)
    assert [to for to, _ in channel.sent] == ["second"]
    time(4)
    warn.deliver()
    assert len(channel.sent) == 1
    time(1)
    warn.deliver()
    assert [to for to, _ in channel.sent] == ["second", ADDRESS]
    assert not_warned() == []


def test_after_the_last_try_the_control_room_is_told_once(warn, reached, channel, time):
    channel.fails = 99
    told(warn, NEAR)
    for seconds in (5, 15, 30, 60, 60):
        time(seconds)
        warn.deliver()
    assert not_warned() == ["not_sent"]
    assert Delivery.objects.get().state == "failed"


def test_where_nobody_has_said_how_she_is_reached_the_control_room_is_told_at_once(warn, channel):
    told(warn, NEAR, NEAR)
    assert not_warned() == ["no_address"]


def test_a_channel_that_is_not_set_up_is_no_delivery(reached, time):
    nothing = Warner({})
    told(nothing, NEAR)
    for seconds in (5, 15, 30):
        time(seconds)
        nothing.deliver()
    assert not_warned() == ["not_sent"]


@pytest.mark.parametrize(("minutes", "sent"), [(15, 1), (16, 0)])
def test_a_warning_that_helps_nobody_any_more_is_not_sent_but_told(
    warn, reached, channel, time, minutes, sent
):
    warn.hear(NEAR)
    time(60 * minutes)
    warn.deliver()
    assert len(channel.sent) == sent
    assert not_warned() == [] if sent else ["too_late"]


def test_the_card_and_the_page_say_that_she_was_not_warned(warn, as_role, monkeypatch):
    from vaern.web.views import dispatch

    warn.hear(NEAR)
    monkeypatch.setattr(dispatch, "service", lambda: type("Live", (), {"alarms": lambda _: [NEAR]})())
    operator = as_role(CONTROL_ROOM)
    assert operator.get("/control-room/acts").json()["acts"][0]["what"] == NOT_WARNED
    page = operator.get("/control-room/alarm?alarm=C1/home/zone/1").content.decode()
    assert "She was not warned: nobody has said where she is reached. Call her now." in page


def test_while_it_cannot_deliver_it_gives_no_sign_of_life_and_goes_on(warn, monkeypatch, caplog):
    tries = []

    def failing():
        tries.append(warn.is_broken)
        if len(tries) > 2:
            raise asyncio.CancelledError
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(warner, "LOOK_S", 0)
    monkeypatch.setattr(warn, "deliver", failing)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(warn._keep_delivering())
    assert tries == [False, True, True]
    assert "cannot be delivered" in caplog.text


def test_nobody_warns_until_somebody_follows_and_again_after_half_a_minute_of_silence(time):
    assert is_silent(clock.now())
    Followed.objects.create(place="7", seen_at=START)
    assert not is_silent(clock.now())
    time(31)
    assert is_silent(clock.now())


def test_a_place_of_many_shards_is_kept_whole():
    place = (7 << 40) + 3 << 40
    warner._seen(place)
    assert warner._place(None) == place


def test_the_first_time_it_follows_from_now_on():
    live = type("Live", (), {"health": lambda _: {"last_entry": 12}})()
    assert warner._place(live) == 12


def test_it_goes_on_after_what_it_has_queued_when_the_stream_breaks(warn, reached, monkeypatch, settings):
    asked = []

    class Live:
        async def stream(self, place):
            asked.append(place)
            if len(asked) > 1:
                raise asyncio.CancelledError
            yield StreamEvent(8, "alarm", NEAR)

    followed = [Followed(place="5", seen_at=START)]
    monkeypatch.setattr(warner, "AGAIN_S", 0)
    monkeypatch.setattr(warner, "service", Live)
    monkeypatch.setattr(warner, "_place", lambda _: int(followed[-1].place))
    monkeypatch.setattr(warner, "_seen", lambda place: followed.append(Followed(place=str(place))))
    heard = []
    monkeypatch.setattr(warn, "hear", heard.append)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(warn._follow())
    assert asked == [5, 8]
    assert heard == [NEAR]
