"""What a warning says: no name and no place, and a discreet one not even what it is about."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from vaern.notify.channels.channel import Message
from vaern.notify.models import WARNING, Delivery
from vaern.notify.warnings import NEAR

_PLAIN: dict[str, tuple[Any, Any]] = {
    "near": (
        _("Warning: he is near"),
        _(
            "He is nearer than he may be. Go to a safe place now, and lock the door. "
            "Call 112 if you see him. The control room knows and will call you."
        ),
    ),
    "battery_low": (
        _("Your device needs charging"),
        _("The battery of your device is low. Charge it now: without it nobody can warn you in time."),
    ),
    "device": (
        _("Your device is not heard"),
        _(
            "Your device says nothing that can be used. See that it is on and with you. "
            "The control room knows and will call you."
        ),
    ),
    "over": (_("It is over"), _("What you were told of before is over. You may call the control room.")),
}
_DISCREET: dict[str, tuple[Any, Any]] = {
    WARNING: (_("Please call back"), _("Please call back at once.")),
    "over": (_("No need to call"), _("It is sorted out. You need not call.")),
}


def message(delivery: Delivery) -> Message:
    """Return what is sent, in the language that she has chosen."""
    reach = delivery.reach
    about = (
        delivery.kind if delivery.kind == "battery_low" else ("near" if delivery.kind in NEAR else "device")
    )
    texts = (
        _DISCREET[delivery.what] if reach.discreet else _PLAIN[about if delivery.what == WARNING else "over"]
    )
    with translation.override(reach.language):
        subject, text = (str(each) for each in texts)
    return Message(delivery.key, subject, text, reach.language)
