"""The words of what the control room does about an alarm."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DESKS = {"police": _("Police desk"), "technical": _("Technical desk")}
CALLED = {
    "respondent": _("The one the order is against"),
    "protected_person": _("The protected person"),
    "patrol": _("The patrol on duty"),
    "wearer": _("Whoever carries the device"),
}
OUTCOMES = {"reached": _("Reached"), "no_answer": _("No answer")}
NOT_WARNED = {
    "no_address": _("nobody has said where she is reached"),
    "not_sent": _("the message did not get through"),
    "too_late": _("it would have come too late"),
}
FINDINGS = {
    "help_sent": _("Help was sent"),
    "he_was_there": _("He was where he must not be"),
    "device_mended": _("The device was mended or changed"),
    "he_was_allowed": _("He was allowed to be there"),
    "position_was_wrong": _("The position was wrong"),
    "by_mistake": _("It was set off by mistake"),
    "nothing_wrong": _("Nothing was wrong"),
}
ACTS = {
    "taken": _("Taken"),
    "passed_on": _("Passed on"),
    "called": _("Called"),
    "patrol": _("Patrol sent"),
    "noted": _("Note"),
    "closed": _("Closed"),
    "handed_over": _("Shift handed over"),
    "not_warned": _("She was not warned"),
}
STATES = {
    "waiting": _("Nobody has taken it"),
    "taken": _("Taken by {name}, {time}"),
    "patrol": _("Patrol sent by {name}, {time}"),
    "closed": _("Closed by {name}, {time}"),
}
"""Keys of the alarm cards too: `handling_` and the state."""
