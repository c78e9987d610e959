"""The assault alarm that is lent to a person in danger: considered, handed out, looked at again, returned."""

from __future__ import annotations

from pydantic import Field

from vaern.cases.events.event import Event


class AssaultAlarmConsidered(Event):
    """Whether to offer an alarm was weighed with her; the risk itself is answered by `assessed`."""

    type = "assault_alarm_considered"
    offered: bool
    wanted: bool | None = None
    reasons: str = Field(min_length=1)
    precautions: str = ""


class AssaultAlarmHandedOut(Event):
    """She got an alarm; `explained`: its use, and what follows when it is pressed, were gone through."""

    type = "assault_alarm_handed_out"
    deadline = ()
    device: str = Field(min_length=1)
    given_by: str = Field(min_length=1)
    explained: bool
    receipt_signed: bool | None = None


class AssaultAlarmReviewed(Event):
    """It was looked at again whether the ground for the alarm is still there."""

    type = "assault_alarm_reviewed"
    deadline = ()
    ground_remains: bool
    reasons: str = Field(min_length=1)


class AssaultAlarmReturned(Event):
    """She gave the alarm back."""

    type = "assault_alarm_returned"
    deadline = ()
    reasons: str = ""
