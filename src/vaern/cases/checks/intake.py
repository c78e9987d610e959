"""Checks of what is told at intake."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import (
    ChildRecorded,
    ConsentedInWriting,
    HouseholdMemberRecorded,
    IncidentRecorded,
    PartyRecorded,
    PhotographedWithoutConsent,
    PhotographsBroughtToCourt,
)  # fmt: skip
from vaern.cases.file import CaseFile
from vaern.errors import InputError


@check(PartyRecorded, HouseholdMemberRecorded, ChildRecorded)
def born_before(file: CaseFile, event: Any) -> None:
    """Refuse a birthdate after the day on which it was written down."""
    if event.birthdate and event.birthdate > file.pack.day(event.at):
        raise InputError(
            _("This is a date after the person was written down."),
            "/birthdate",
            _("Write when the person was born."),
        )


@check(PartyRecorded)
def born_before_what_happened(file: CaseFile, event: PartyRecorded) -> None:
    """Refuse a respondent born after something he is said to have done."""
    acts = [file.pack.day(each.at) for each in file.events if isinstance(each, IncidentRecorded)]
    if event.role == "respondent" and event.birthdate and any(day < event.birthdate for day in acts):
        raise InputError(
            _("The case has an incident before this date."), "/birthdate",
            _("Write another date, or strike the incident out first."),
        )  # fmt: skip


@check(IncidentRecorded)
def done_by_somebody_born(file: CaseFile, event: IncidentRecorded) -> None:
    """Refuse an incident before the respondent was born."""
    born = [
        each.birthdate
        for each in file.events
        if isinstance(each, PartyRecorded) and each.role == "respondent"
    ]
    if born and born[-1] and file.pack.day(event.at) < born[-1]:
        raise InputError(
            _("The respondent was not born then."),
            "/at",
            _("Write another day, or put the birthdate right first."),
        )


@check(ConsentedInWriting, PhotographsBroughtToCourt)
def after_the_photographs(file: CaseFile, event: Any) -> None:
    """Refuse a consent, or a way to court, before photographs were taken without consent."""
    taken = [each.at for each in file.events if isinstance(each, PhotographedWithoutConsent)]
    if not taken or event.at < min(taken):
        raise InputError(
            _("No photograph had been taken without consent then (rpl § 792 d(3))."), "/at",
            _("Write a time after it, or record the photographs first."),
        )  # fmt: skip
