"""The criminal case: charge, question of prosecution, court, outcome."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    Acquitted,
    Charged,
    Event,
    InvestigationClosed,
    OutcomeRecorded,
    OutcomeTold,
    ProsecutionDecided,
    SubmittedToCourt,
)
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.web.steps.about_order import LawfulForm, long_text, one_of
from vaern.web.steps.ending import acts_of
from vaern.web.steps.fields import AskedField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step

TARGETS = (
    "submit_violence_case_to_court",
    "forward_closed_investigation",
    "submit_rape_case_to_court",
)
"""The time targets of a criminal case: duties of the case, met when it is brought before the court."""


class CriminalForm(LawfulForm):
    """A step of the criminal case; it shows the time targets that run."""

    def targets(self) -> list[dict[str, Any]]:
        """Return the time targets of the case, as `deadlines` gives them."""
        return [duty for duty in self.file.obligations if duty["kind"] in TARGETS]

    def measures(self) -> set[str]:
        """Return the measures that were broken, or else those of the case's orders."""
        broken = {act["breach_of"] for act in self.file.facts["acts"] if act.get("breach_of")}
        return broken or super().measures()


class ActsForm(CriminalForm):
    """A step about some of the case's acts."""

    acts = forms.MultipleChoiceField(
        label=_("Which acts?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.fields["acts"].choices = acts_of(file)


class ChargeForm(ActsForm):
    """He is charged."""

    event_class = Charged
    law_kinds = ("prosecution",)
    field_order = ("acts", "offence", "mental_examination", "provisions", "at")

    offence = forms.ChoiceField(
        label=_("Is it violence or rape?"), widget=forms.RadioSelect, required=False,
        choices=[
            ("violence", _("Violence")),
            ("rape", _("Rape")),
            ("", _("Neither")),
        ],
        help_text=_("The time targets of the instruction hang on it."),
    )  # fmt: skip
    mental_examination = AskedField(label=_("Is there to be a mental examination?"))
    provisions = forms.CharField(label=_("By which provisions?"), required=False, max_length=200)


class ClosedForm(CriminalForm):
    """The investigation is closed."""

    event_class = InvestigationClosed


class ProsecutionForm(ActsForm):
    """The question of prosecution, with each thing the instruction wants considered."""

    event_class = ProsecutionDecided
    law_kinds = ("penalty", "penalty_guidance", "aggravating", "evidence")
    field_order = (
        "acts", "victim_may_refuse", "ask_court_to_order_testimony", "other_evidence_suffices",
        "reporting_officer_heard", "guilt_beyond_doubt", "result", "claim", "reasons", "at",
    )  # fmt: skip

    victim_may_refuse = AskedField(
        label=_("May she be expected to refuse to testify?"),
        help_text=_("That alone is, as a rule, no reason to drop the case."),
    )
    ask_court_to_order_testimony = AskedField(label=_("Will the court be asked to order her to testify?"))
    other_evidence_suffices = AskedField(
        label=_("Will the other evidence do?"),
        help_text=_("Medical statements, photographs, what the officers saw."),
    )
    reporting_officer_heard = AskedField(label=_("Is the reporting officer to be heard?"))
    guilt_beyond_doubt = AskedField(
        label=_("Is his guilt beyond doubt?"),
        help_text=_("A charge may be waived only where it is, and with care."),
    )
    result = one_of(_("What is decided?"), ("indicted", "fined", "waived", "dropped"))
    claim = long_text(_("Claim on sentence"), required=False)
    reasons = long_text(_("Why?"))


class CaseToCourtForm(CriminalForm):
    """The criminal case is brought before the court."""

    event_class = SubmittedToCourt

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the submissions that answer a time target, or none of any order."""
        return [
            line
            for line in super().entries(file)
            if set(getattr(line.event, "answers_to", ())) & set(TARGETS)
        ]

    def events(self) -> list[Event]:
        """Return the submission; it answers each target, whether its clock runs already or not."""
        return [self.event(answers_to=TARGETS)]


class OutcomeForm(ActsForm):
    """How the criminal case ended, short of an acquittal."""

    event_class = OutcomeRecorded
    field_order = ("result", "acts", "sentence", "at")

    result = one_of(_("How did it end?"), ("judgment", "fined", "waived", "dropped"))
    sentence = long_text(_("Sentence"), required=False)


class ToldForm(StepForm):
    """She is told what became of the case."""

    event_class = OutcomeTold
    field_order = ("manner", "told_of_complaint", "summary", "at")

    manner = one_of(_("How was she told?"), ("in_person", "by_telephone", "letter", "counsel"))
    told_of_complaint = AskedField(
        label=_("Was she told where to complain?"),
        help_text=_("Where no charge is brought she may complain to the state prosecutor."),
    )
    summary = long_text(_("In short"), required=False)


def not_charged(file: CaseFile) -> Any:
    """Say that nobody is charged, or nothing."""
    return "" if any(isinstance(event, Charged) for event in file.happened) else gettext("He is not charged.")


def not_indicted(file: CaseFile) -> Any:
    """Say that there is no indictment, or nothing."""
    indicted = any(
        isinstance(event, ProsecutionDecided) and event.result == "indicted" for event in file.happened
    )
    return "" if indicted else gettext("No indictment has been decided.")


def not_ended(file: CaseFile) -> Any:
    """Say that there is no outcome to tell, or nothing."""
    ended = any(
        isinstance(event, OutcomeRecorded | Acquitted | ProsecutionDecided) for event in file.happened
    )
    return "" if ended else gettext("There is no outcome yet.")


CRIMINAL = "desk/criminal_step.html"
STEPS: tuple[Step, ...] = (
    Step("charge", "breach", _("Charged"), ChargeForm,
         ("RM 3/2008 § 6.2", "RM 3/2008 § 7.3 (Straf)", "§ 21(3)"), template=CRIMINAL, many=True,
         optional=True),
    Step("investigation-closed", "breach", _("Investigation closed"), ClosedForm, ("RM 3/2008 § 6.2",),
         template=CRIMINAL, why_not=not_charged),
    Step("prosecution", "breach", _("The question of prosecution"), ProsecutionForm,
         ("RM 3/2008 § 6.1", "RM 3/2008 § 6.3", "strategi 2007 § 2.1", "§ 21(1)", "§ 21(2)"),
         template=CRIMINAL, many=True, why_not=not_charged),
    Step("case-to-court", "breach", _("The criminal case brought before the court"), CaseToCourtForm,
         ("RM 3/2008 § 6.2",), template=CRIMINAL, why_not=not_indicted),
    Step("outcome", "breach", _("How the criminal case ended"), OutcomeForm, ("RM 3/2008 § 6.3",),
         template=CRIMINAL, many=True, why_not=not_charged),
    Step("outcome-told", "breach", _("She was told the outcome"), ToldForm,
         ("cirk. 1990 (Overtrædelser)",), many=True, why_not=not_ended),
)  # fmt: skip
