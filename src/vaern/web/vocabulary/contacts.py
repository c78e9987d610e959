"""Words for contact that somebody does not want."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "contact_declined": _("She said no to contact"),
    "contacts_logged": _("Log of contacts taken in"),
}
FIELDS: dict[str, Any] = {
    "contacts": _("contacts"),
    "her_words": _("her words"),
    "source": _("source"),
}
VALUES: dict[str, Any] = {
    "call": _("call"),
    "message": _("message"),
    "mail": _("e-mail"),
    "social_media": _("social media"),
    "letter": _("letter"),
    "gift": _("gift"),
    "visit": _("visit"),
    "third_person": _("through somebody else"),
    "in_person": _("face to face"),
    "other": _("other"),
    "her_telephone": _("her own telephone"),
    "telephone_company": _("the telephone company"),
    "diary": _("her diary"),
}
