"""Checks. Visits, admonitions, treatment, contact with her afterwards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import FollowedUp, FollowUpPlanned
from vaern.cases.file import CaseFile
from vaern.errors import InputError


@check(FollowedUp, FollowUpPlanned)
def the_next_time_is_later(file: CaseFile, event: FollowedUp | FollowUpPlanned) -> None:
    """The next contact is not before the entry that plans it."""
    if event.next_on and event.next_on < file.pack.day(event.at):
        raise InputError(
            _("The next contact is planned for a day before this entry."),
            "/next_on",
            _("Write a later date."),
        )
