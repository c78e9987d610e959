"""Visits, admonitions, treatment, contact with her afterwards."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import FollowedUp, FollowUpPlanned, OutreachMade, SpecialUnitTold, TreatmentOffered
from vaern.web.steps.asking import short, text, yes_or_no
from vaern.web.steps.fields import AskedField, DayField, MomentField
from vaern.web.steps.form import StepForm
from vaern.web.steps.guidance import LAWS
from vaern.web.steps.step import Step


class SpecialUnitForm(StepForm):
    """The district's special unit gets what there is."""

    event_class = SpecialUnitTold
    field_order = ("social_authorities_needed", "measures_needed", "summary", "at")

    social_authorities_needed = AskedField(
        label=_("Does the unit find that the social authorities need to be told?")
    )
    measures_needed = AskedField(
        label=_("Does the unit find that an assault alarm, a warning or an expulsion is needed?")
    )
    summary = text(_("What did the unit get, and what does it ask for?"))


class OutreachForm(StepForm):
    """Somebody is sought out."""

    event_class = OutreachMade
    field_order = ("whom", "manner", "at", "consequences", "outlook", "summary")

    whom = forms.ChoiceField(
        label=_("Who was sought out?"),
        choices=[
            ("respondent", _("the respondent")),
            ("protected_person", _("the protected person")),
            ("household_member", _("a member of the household")),
        ],
        widget=forms.RadioSelect,
    )
    manner = forms.ChoiceField(
        label=_("How?"),
        choices=[("visit", _("a visit")), ("talk", _("a talk")), ("call", _("a call"))],
        widget=forms.RadioSelect,
    )
    consequences = AskedField(label=_("Were the consequences in criminal law driven home?"))
    outlook = text(_("Does it seem that the violence may go on, and why?"))
    summary = text(_("What was said and agreed?"), required=True)


class TreatmentForm(StepForm):
    """The respondent is offered treatment."""

    event_class = TreatmentOffered
    field_order = ("offer", "consent", "accepted", "summary", "at")

    offer = short(_("What was he offered, and by whom?"), required=True)
    consent = AskedField(label=_("Does he consent to those who offer it calling him?"))
    accepted = AskedField(label=_("Did he accept?"))
    summary = text(_("What else was said?"))


class FollowedUpForm(StepForm):
    """She is contacted again."""

    event_class = FollowedUp
    field_order = ("reached", "at", "given_by", "summary", "next_on")

    reached = yes_or_no(_("Was she reached?"))
    given_by = short(_("Which officer?"))
    summary = text(_("How does she fare, and what does she need?"), required=True)
    next_on = DayField(label=_("When is she contacted next?"))


class PlannedForm(StepForm):
    """When she is contacted next."""

    event_class = FollowUpPlanned
    field_order = ("next_on", "given_by", "at")

    at = MomentField(label=_("When was it settled?"))
    next_on = DayField(label=_("When is she contacted next?"), required=True)
    given_by = short(_("Which officer does it?"))


STEPS: tuple[Step, ...] = (
    Step(
        "special-unit", "guidance", _("The special unit"), SpecialUnitForm,
        ("RM 3/2008 § 2", "strategi 2007 § 3", "strategi 2007 § 5.4"), LAWS, many=True,
    ),
    Step(
        "next-contact", "follow_up", _("When she is contacted next"), PlannedForm,
        ("RM 3/2008 § 4.2", "strategi 2007 § 5.4"), LAWS,
    ),
    Step(
        "contact", "follow_up", _("Contact with the protected person"), FollowedUpForm,
        ("RM 3/2008 § 4.2", "strategi 2007 § 5.4"), LAWS, many=True,
    ),
    Step(
        "outreach", "follow_up", _("Visits and talks"), OutreachForm,
        ("strategi 2007 § 4",), LAWS, many=True, optional=True,
    ),
    Step(
        "treatment", "follow_up", _("Treatment offered"), TreatmentForm,
        ("RM 3/2008 § 7.2.1 (Underretning)", "strategi 2007 § 4"), LAWS, many=True, optional=True,
    ),
)  # fmt: skip
