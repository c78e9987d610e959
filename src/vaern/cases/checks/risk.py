"""Checks. Risk, and the assault alarm."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.alarms import alarm_out
from vaern.cases.checks.registry import check
from vaern.cases.events import (
    AssaultAlarmConsidered,
    AssaultAlarmHandedOut,
    AssaultAlarmReturned,
    AssaultAlarmReviewed,
    DangerAssessed,
    RiskAssessed,
)  # fmt: skip
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.packs.care import care_rules


@check(RiskAssessed)
def each_factor_is_answered(file: CaseFile, event: RiskAssessed) -> None:
    """Every factor of the sources is answered once, if only by *not known*."""
    asked = [factor.id for factor in care_rules(file.case.law).risk]
    answered = [factor.factor for factor in event.factors]
    if sorted(asked) != sorted(answered):
        raise InputError(
            _("Not every factor of the risk is answered, or one is answered twice."),
            "/factors",
            _("Answer each one; what nobody knows is not known."),
        )


@check(RiskAssessed)
def is_looked_at_again_later(file: CaseFile, event: RiskAssessed) -> None:
    """The review comes after the assessment."""
    if event.review_on <= file.pack.day(event.at):
        raise InputError(
            _("The risk is looked at again on a later day than this assessment."),
            "/review_on",
            _("Write a later date."),
        )


@check(DangerAssessed)
def something_is_done(file: CaseFile, event: DangerAssessed) -> None:
    """Where danger is imminent, somebody does something."""
    if event.imminent and not event.plan:
        raise InputError(
            _("Danger is imminent, and nothing is written of what is done."),
            "/plan",
            _("Write what is done now, and by whom."),
        )


@check(AssaultAlarmConsidered)
def is_offered_for_a_special_risk(file: CaseFile, event: AssaultAlarmConsidered) -> None:
    """An alarm is offered where an officer has found a special risk of assault."""
    answer = file.answers.get("special_risk_of_assault")
    if event.offered and not (answer and answer.event.value):  # type: ignore[attr-defined]
        raise InputError(
            _("No special risk of assault is found, and the alarm is offered where there is one.")
            + f" {care_rules(file.case.law).alarm_test.citation}.",
            "/offered",
            _("Answer no here, or look at the risk again."),
        )


@check(AssaultAlarmHandedOut)
def was_offered(file: CaseFile, event: AssaultAlarmHandedOut) -> None:
    """Before she gets an alarm, somebody has weighed whether to offer one."""
    offers = [
        each for each in file.events if isinstance(each, AssaultAlarmConsidered) and each.at <= event.at
    ]
    if not offers or not offers[-1].offered:
        raise InputError(
            _("The case does not say that she was offered an alarm before this.")
            + f" {care_rules(file.case.law).alarm_test.citation}.",
            "/at",
            _("Say first that it was considered and offered."),
        )


@check(AssaultAlarmHandedOut)
def has_none_yet(file: CaseFile, event: AssaultAlarmHandedOut) -> None:
    """She has one alarm at a time."""
    if alarm_out(file):
        raise InputError(
            _("She has an alarm already."), "/device", _("Say first that the other was given back.")
        )


@check(AssaultAlarmReviewed, AssaultAlarmReturned)
def has_an_alarm(file: CaseFile, event: AssaultAlarmReviewed | AssaultAlarmReturned) -> None:
    """What she does not have is neither looked at again nor given back."""
    out = alarm_out(file)
    if out is None or event.at < out.event.at:
        raise InputError(_("She had no alarm at that time."), "/at", _("Look at when it was handed out."))
