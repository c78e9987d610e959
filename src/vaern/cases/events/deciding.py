"""An order is made, its zone drawn, and served."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from vaern.cases.events.event import Event


class ZoneDrawn(Event):
    """A version of a zone was laid down. The event names it by hash and holds no coordinate."""

    type = "zone_drawn"
    zone: str
    sha256: str
    margin_m: float = Field(ge=0)


class Decided(Event):
    """An order was made. `terms` are what it forbids, as `documents.prohibitions` says them."""

    type = "decided"
    deadline = ("measure", "order", "duration", "expires_on", "extends")
    order: str
    measure: str
    duration: str | None = None
    expires_on: date | None = None
    extends: bool = False
    zone: str | None = None
    terms: tuple[str, ...] = ()
    wording: str = ""
    exceptions: str = ""


class Served(Event):
    """An order was served on the respondent: from here it has effect."""

    type = "served"
    deadline = ("measure", "order", "first_time")
    order: str
    measure: str
    first_time: bool = True
    manner: str = ""


class ControlOrdered(Event):
    """Electronic control of an opholdsforbud was ordered; `control` is the name the engine knows."""

    type = "control_ordered"
    deadline = ("control", "duration")
    order: str
    control: str
    duration: str
    zone: str
    respondent_devices: tuple[str, ...]
    report_interval_s: int
    signal_lost_after_s: int
    terms: tuple[str, ...] = ("wear_device", "maintain_device")
