"""The words of telling somebody outside."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "consent_given": _("Consent to tell somebody"),
    "consent_withdrawn": _("Consent taken back"),
    "disclosed": _("Somebody outside was told"),
    "receiver_answered": _("Answer from outside"),
    "diary_handed_over": _("Her diary handed over"),
}
FIELDS: dict[str, Any] = {
    "receivers": _("who may be told"),
    "receiver": _("who was told"),
    "extent": _("what it covers"),
    "in_writing": _("in writing"),
    "authority": _("office"),
    "ground": _("ground"),
    "about": _("about"),
    "shows": _("entries shown"),
    "asked": _("asked to"),
    "answer_by": _("answer asked for by"),
    "told": _("answers entry"),
    "telephone": _("telephone"),
    "done": _("what was done"),
    "done_on": _("done on"),
    "answers": _("for each order"),
    "lines": _("entries of the diary"),
}
VALUES: dict[str, Any] = {
    "counsel": _("counsel for the victim"),
    "crisis_centre": _("a crisis centre"),
    "manner.link": _("a link with a code"),
    "manner.letter": _("a letter"),
    "manner.by_telephone": _("by telephone"),
    "manner.in_person": _("in person"),
}
