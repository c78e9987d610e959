"""Who is to be warned of an alarm, where they are reached, and what became of each warning.

She is warned when an alarm first names her, once though several say the same, and told once that all of it is
over. A contact's address is personal: it stands in the database and in the message alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from vaern.notify.models import (
    DELIVERED,
    FAILED,
    MERGED,
    OVER,
    PROTECTED_PERSON,
    TOO_LATE,
    WAITING,
    WARNING,
    Delivery,
    Reach,
)

NEAR = ("zone", "margin", "distance", "radio_near", "border_crossing_pattern")
"""Alarms that say the same to her: he is near."""
OF_USE_FOR = timedelta(minutes=15)
"""An older warning is not sent: it would frighten and help nobody. The control room is told."""


class Unreachable(Exception):
    """Somebody is to be warned, and nobody has said where she is reached."""


def queue(alarm: Mapping[str, Any], now: datetime) -> list[Delivery]:
    """Queue what an alarm's event asks for; the same event again queues nothing.

    `Unreachable` where she is to be warned and no reach is registered.
    """
    what = _asks_for(alarm)
    if what is None:
        return []
    reaches = list(Reach.objects.filter(control=alarm["control"] or "", party=PROTECTED_PERSON))
    if what == WARNING and not reaches:
        raise Unreachable
    with transaction.atomic():
        found = [_queued(reach, alarm, what, now) for reach in reaches]
    return [delivery for delivery in found if delivery is not None]


def _queued(reach: Reach, alarm: Mapping[str, Any], what: str, now: datetime) -> Delivery | None:
    """Queue one message to one reach; None where it was queued before, or where she was never warned."""
    about = reach.deliveries.filter(alarm=alarm["alarm"])
    if about.filter(what=what).exists() or (what == OVER and not about.filter(what=WARNING).exists()):
        return None
    others = _standing(reach).exclude(alarm=alarm["alarm"])
    others = others.filter(kind__in=NEAR if alarm["kind"] in NEAR else (alarm["kind"],))
    if what == WARNING:  # one that failed, or is old, says nothing any more
        others = others.filter(state__in=(WAITING, DELIVERED), began_at__gt=now - OF_USE_FOR)
    unheard = what == OVER and about.filter(what=WARNING, state__in=(FAILED, TOO_LATE)).exists()
    state = MERGED if others.exists() or unheard else WAITING  # nobody is told the end of what never came
    began = datetime.fromisoformat(alarm["at"])
    said = {"alarm": alarm["alarm"], "kind": alarm["kind"], "what": what}
    return Delivery.objects.create(reach=reach, began_at=began, due_at=now, state=state, **said)


def _standing(reach: Reach) -> QuerySet[Delivery]:
    """Return the warnings to a reach of alarms that are not over."""
    over = reach.deliveries.filter(what=OVER).values("alarm")
    return reach.deliveries.filter(what=WARNING).exclude(alarm__in=over)


def due(now: datetime) -> Iterable[Delivery]:
    """Return what is to be tried now, the oldest warning first."""
    waiting = Delivery.objects.filter(state=WAITING, due_at__lte=now)
    return waiting.select_related("reach").order_by("due_at", "pk")


def is_too_late(delivery: Delivery, now: datetime) -> bool:
    """Say whether a message helps nobody any more."""
    return now - delivery.began_at > OF_USE_FOR


def _asks_for(alarm: Mapping[str, Any]) -> str | None:
    if alarm.get("retrospective"):
        return None
    if alarm["event"] in ("raised", "graded"):
        return WARNING if PROTECTED_PERSON in alarm["notify"] else None
    return OVER if alarm["event"] in ("cleared", "answered") else None
