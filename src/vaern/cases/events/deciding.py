"""A measure is given or refused, its zone drawn; the order is served and the others are told."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vaern.cases.events.event import Event


class Corridor(BaseModel):
    """A way through the zone, named by its hash; staying there longer is like being elsewhere in the zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    sha256: str
    max_transit_s: int = Field(gt=0)


class ZoneDrawn(Event):
    """A version of a zone was laid down. The event names it by hash and holds no coordinate.

    `found` are the workshop's checks with their results, `weighed` what a person answered to them.
    """

    type = "zone_drawn"
    zone: str
    sha256: str
    margin_m: float = Field(ge=0)
    margin_reason: str = ""
    corridors: tuple[Corridor, ...] = ()
    found: dict[str, str] = Field(default_factory=dict)
    weighed: str = ""


class Decided(Event):
    """An order was made. `terms` are what it forbids, as `documents.prohibitions` says them.

    `place` says which home or area is meant, `covers` who else it protects; `exempted` are exceptions by
    the pack's names, `weighed_facts` the incidents it rests on. One that begins at release is served then.
    """

    type = "decided"
    deadline = ("measure", "order", "duration", "expires_on", "extends")
    order: str
    measure: str
    duration: str | None = None
    expires_on: date | None = None
    extends: bool = False
    zone: str | None = None
    terms: tuple[str, ...] = ()
    place: str = ""
    wording: str = ""
    exempted: tuple[str, ...] = ()
    exceptions: str = ""
    covers: str = ""
    weighed_facts: tuple[str, ...] = ()
    considerations: str = ""
    begins: Literal["service", "release"] = "service"


class Refused(Event):
    """A measure that was asked for was not given."""

    type = "refused"
    deadline = ("measure",)
    measure: str
    reasons: str = Field(min_length=1)


class PartiesNotified(Event):
    """The parties were told what was decided."""

    type = "parties_notified"
    deadline = ("measure",)
    measure: str
    told: tuple[str, ...] = ()
    manner: str = ""


class MunicipalityNotified(Event):
    """The municipality was told of the case; `contact` is who took it, `documents` what it was sent."""

    type = "municipality_notified"
    deadline = ("measure",)
    measure: str
    contact: str = ""
    documents: str = ""
    date_known: bool = True
    """False where a notice of before is only known to have been given."""


class Served(Event):
    """An order was served on the respondent: from here it has effect."""

    type = "served"
    deadline = ("measure", "order", "first_time")
    order: str
    measure: str
    first_time: bool = True
    manner: str = ""
    served_by: str = ""
    language: str = ""
    interpreter: bool | None = None
    leaflet: str = ""
    told_of_review: bool | None = None
    wants_review: Literal["yes", "no", "not_relevant"] | None = None


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
