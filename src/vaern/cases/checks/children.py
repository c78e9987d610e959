"""Checks. Children and honour."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import HonourMarkersRecorded
from vaern.cases.file import CaseFile
from vaern.errors import InputError


@check(HonourMarkersRecorded)
def something_was_asked(file: CaseFile, event: HonourMarkersRecorded) -> None:
    """An entry says what somebody answered."""
    if event.honour_related is None and event.may_be_taken_abroad is None:
        raise InputError(
            _("Neither question is answered, so there is nothing to enter."),
            "/honour_related",
            _("Answer one of the two, or leave the page."),
        )
