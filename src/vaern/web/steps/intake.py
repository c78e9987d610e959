"""Intake: what is told when somebody calls, in the order in which it is asked at a kitchen table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vaern.web.steps import evidence, incidents, parties
from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = (
    Step(
        "report",
        "intake",
        _("The report"),
        incidents.ReportForm,
        ("RM 3/2008 § 3.1", "RM 3/2008 § 3.2", "RM 3/2008 § 3.3"),
        many=True,
    ),
    Step(
        "protected-person",
        "intake",
        _("Who is to be protected"),
        parties.ProtectedPersonForm,
        ("bvl § 2", "§ 1"),
    ),
    Step("respondent", "intake", _("The respondent"), parties.RespondentForm, ("bvl § 1",)),
    Step("relationship", "intake", _("How the two know each other"), parties.RelationshipForm, ("bvl § 2",)),
    Step(
        "incident",
        "intake",
        _("What happened"),
        incidents.IncidentForm,
        ("RM 3/2008 § 5.1", "bvl § 1", "§ 2"),
        many=True,
        template="desk/incident.html",
    ),
    Step(
        "household",
        "intake",
        _("Other grown-ups in the household"),
        parties.HouseholdMemberForm,
        ("RM 3/2008 § 5.4",),
        many=True,
        optional=True,
    ),
    Step(
        "injuries",
        "intake",
        _("Injuries"),
        evidence.InjuryForm,
        ("RM 3/2008 § 5.1",),
        many=True,
        optional=True,
    ),
    Step(
        "photographs",
        "intake",
        _("Photographs of injuries"),
        evidence.PhotographsForm,
        ("RM 3/2008 § 5.2", "rpl § 792 d(2)"),
        many=True,
        optional=True,
        template="desk/files_step.html",
    ),
    Step(
        "consent-afterwards",
        "intake",
        _("Consent given afterwards"),
        evidence.ConsentAfterwardsForm,
        ("rpl § 792 d(3)",),
        template="desk/files_step.html",
        why_not=evidence.nothing_to_bring,
        optional=True,
    ),
    Step(
        "photographs-to-court",
        "intake",
        _("Photographs before the court"),
        evidence.PhotographsToCourtForm,
        ("rpl § 792 d(3)",),
        why_not=evidence.nothing_to_bring,
    ),
    Step(
        "witness",
        "intake",
        _("Witnesses"),
        incidents.WitnessForm,
        ("RM 3/2008 § 5.1",),
        many=True,
        optional=True,
    ),
    Step("weapons", "intake", _("Weapons"), incidents.WeaponsForm, ("RM 3/2008 § 5.3",), optional=True),
    Step(
        "history", "intake", _("What came before"), incidents.HistoryForm, ("RM 3/2008 § 5.1",), optional=True
    ),
    Step(
        "request",
        "intake",
        _("What is asked for"),
        incidents.RequestForm,
        ("RM 3/2008 § 7.3 (Formelle betingelser)", "§ 12"),
        many=True,
    ),
    Step(
        "file",
        "intake",
        _("Papers and pictures"),
        evidence.FileForm,
        (),
        many=True,
        optional=True,
        template="desk/files_step.html",
    ),
)
