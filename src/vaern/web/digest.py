"""The mail of the morning: to each who takes cases, what is due in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from vaern.documents.printed import CLOCK, moment
from vaern.notify.digest import digest, written
from vaern.notify.due import Due
from vaern.web.permissions import may
from vaern.web.telling import due_for


def mails(now: datetime) -> Iterator[EmailMessage]:
    """Yield a mail for each active person with an address, the right to read cases, and something due."""
    people = User.objects.filter(is_active=True).exclude(email="").select_related("feed").order_by("pk")
    for person in people:
        if may(person, "read_cases"):
            feed = getattr(person, "feed", None)
            with translation.override(feed.language if feed else settings.LANGUAGE_CODE):
                yield from _mail(person, now)


def _mail(person: User, now: datetime) -> Iterator[EmailMessage]:
    found = digest(due_for(person.get_username(), now), CLOCK, now)
    if not found:
        return
    titles = {
        "overdue": _("Overdue"),
        "today": _("Today, or at once"),
        "this_week": _("In the next seven days"),
    }
    subject = _("Værn: %(overdue)s overdue, %(today)s today, %(week)s this week") % {
        "overdue": len(found.overdue), "today": len(found.today), "week": len(found.this_week)
    }  # fmt: skip
    yield EmailMessage(subject, written(found, titles, _when), to=[person.email])


def _when(duty: Due) -> str:
    return moment(duty.due) if duty.due else _("at once")
