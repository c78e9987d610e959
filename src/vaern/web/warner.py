"""Follows the live service and warns whom an alarm names; what could not be said the control room hears."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from asgiref.sync import sync_to_async
from django.db import close_old_connections

from vaern.dispatch.handling import do
from vaern.dispatch.models import NOT_WARNED, Act
from vaern.errors import InputError
from vaern.notify.channels.channel import Channel, NotDelivered
from vaern.notify.models import TOO_LATE, WARNING, Delivery, Followed
from vaern.notify.warnings import Unreachable, due, is_too_late, queue
from vaern.web import clock
from vaern.web.live import service
from vaern.web.warning_words import message

LOG = logging.getLogger(__name__)
NAME = "Værn"
LOOK_S, AGAIN_S = 1.0, 3.0
SILENT_S = 30
"""Seconds without a sign of life after which the control room is told that nobody is warned."""


@dataclass
class Warner:
    """Queues what alarms ask for and brings it over the channels, by their names."""

    channels: Mapping[str, Channel]
    is_broken: bool = False

    def hear(self, alarm: Mapping[str, Any]) -> None:
        """Queue what an event of an alarm asks for."""
        now = clock.now()
        try:
            queue(alarm, now)
        except Unreachable:
            began = datetime.fromisoformat(alarm["at"])
            _tell(Act(alarm=alarm["alarm"], kind=alarm["kind"], began_at=began, outcome="no_address", at=now))

    def deliver(self) -> None:
        """Try everything that is due; one that fails never keeps the next from being tried."""
        now = clock.now()
        for delivery in list(due(now)):
            if is_too_late(delivery, now):
                delivery.state = TOO_LATE
                delivery.save()
                _not_warned(delivery, "too_late", now)
                continue
            try:
                self._channel(delivery).send(delivery.reach.address, message(delivery))
            except NotDelivered as missed:
                if delivery.missed(missed.reason, now):
                    _not_warned(delivery, "not_sent", now)
            else:
                delivery.arrived()

    def _channel(self, delivery: Delivery) -> Channel:
        channel = self.channels.get(delivery.reach.channel)
        if channel is None:
            raise NotDelivered("no_such_channel")
        return channel

    async def run(self) -> None:
        """Follow and deliver until cancelled; an outage ends where it began, and nothing is left out."""
        await asyncio.gather(self._follow(), self._keep_delivering())

    async def _follow(self) -> None:
        while True:
            try:
                live = await sync_to_async(service)()
                place = await sync_to_async(_place)(live)
                async for event in live.stream(place):
                    if event.event == "alarm":
                        await sync_to_async(self.hear)(event.data)
                    place = event.seq or place
                    if not self.is_broken:
                        await sync_to_async(_seen)(place)
            except (InputError, httpx.HTTPError) as error:
                LOG.error("the live service cannot be followed: nobody is warned", exc_info=error)
            await asyncio.sleep(AGAIN_S)

    async def _keep_delivering(self) -> None:
        """Deliver for ever; while that fails there is no sign of life, which the control room is told."""
        while True:
            try:
                await sync_to_async(close_old_connections)()  # the database may have been started again
                await sync_to_async(self.deliver)()
            except Exception:
                self.is_broken = True
                LOG.exception("warnings cannot be delivered")
            else:
                self.is_broken = False
            await asyncio.sleep(LOOK_S)


def is_silent(now: datetime) -> bool:
    """Say whether nobody is warned now."""
    last = Followed.objects.order_by("-seen_at").first()
    return last is None or (now - last.seen_at).total_seconds() > SILENT_S


def _place(live: Any) -> int:
    """Return where to go on: after what was queued, or, the first time, after what has been said already."""
    followed = Followed.objects.first()
    return int(followed.place) if followed else int(live.health()["last_entry"])


def _seen(place: int) -> None:
    Followed.objects.update_or_create(pk=1, defaults={"place": str(place), "seen_at": clock.now()})


def _not_warned(delivery: Delivery, why: str, now: datetime) -> None:
    if delivery.what == WARNING:
        _tell(Act(
            alarm=delivery.alarm, kind=delivery.kind, began_at=delivery.began_at, outcome=why, at=now,
        ))  # fmt: skip


def _tell(act: Act) -> None:
    """Put before the control room that she was not warned, once an alarm; the log names nobody."""
    act.what, act.by = NOT_WARNED, NAME
    LOG.error("a warning was not delivered: %s", act.outcome)
    if not Act.objects.filter(alarm=act.alarm, what=NOT_WARNED).exists():
        do(act)
