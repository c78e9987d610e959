"""The assessment, the party hearing and what comes before a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    AccessAsked,
    AccessDecided,
    Admonished,
    DecisionHandedOver,
    Detained,
    Event,
    HearingOmitted,
    HidingRecorded,
    PartyHeard,
    SettlementSought,
    TelephoneDataAsked,
)
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.withheld import seal
from vaern.packs.procedure import Place, procedure
from vaern.web.steps.about_order import Worded, long_text, one_of
from vaern.web.steps.fields import YES_NO, AskedField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step

PARTIES = ("respondent", "protected_person")
MANNERS = ("in_person", "by_telephone", "in_writing")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AnsweredField(AskedField):
    """A question that must be answered yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": YES_NO, "required": True} | kwargs)


class ProcedureForm(StepForm):
    """A step that shows what the pack says of it; `said_by` is the place in `packs.procedure`."""

    said_by: str

    def law(self) -> list[dict[str, str]]:
        """Return the passage: `{"text", "citation"}`."""
        found = getattr(procedure(self.file.case.law), self.said_by)
        place: Place | None = getattr(found, "place", found)
        passages = [place] if place else []
        passages += [Place(place.citation, each.words) for each in getattr(found, "limits", ()) if place]
        return [{"text": each.words, "citation": each.citation} for each in passages]


class HidingForm(StepForm):
    """Whether she lives in hiding, and which words must not reach the respondent."""

    event_class = HidingRecorded
    field_order = ("hiding", "withheld", "at")
    never_kept = ("withheld",)

    hiding = AnsweredField(label=_("Does the protected person live in hiding from the respondent?"))
    withheld = long_text(
        _("Words that must not stand in anything he receives"),
        required=False,
        help_text=_(
            "One a line: her street, town, district, workplace, school. They are kept as seals that nobody "
            "can read, and every decision is held against them."
        ),
    )

    def event(self, **also: Any) -> Event:
        """Return the answer with the seals of the words."""
        lines = [line for line in self.cleaned_data["withheld"].splitlines() if line.strip()]
        return super().event(withheld=tuple(seal(line) for line in lines), **also)


class HearingForm(ProcedureForm):
    """A party is told what speaks against him or her, and answers; or is not heard, with the ground."""

    event_class = PartyHeard
    said_by = "hearing"
    field_order = ("party", "manner", "at", "told", "answered", "also_questioned", "ground", "reasons")

    party = one_of(_("Who?"), PARTIES, initial="respondent")
    manner = forms.ChoiceField(
        label=_("How was he or she heard?"),
        widget=forms.RadioSelect,
        choices=[*((code, Worded(code)) for code in MANNERS), ("", _("Not heard"))],
        required=False,
        help_text=_("The law asks for no form: the telephone will do."),
    )
    told = long_text(_("What was the party told that the police know?"), required=False)
    answered = long_text(_("What did the party say?"), required=False)
    also_questioned = AskedField(label=_("Was it also a police interview?"))
    ground = forms.ChoiceField(
        label=_("If not heard: why?"),
        required=False,
        choices=[
            ("", "–"),
            *((code, Worded(code)) for code in ("knows_already", "not_found", "did_not_answer", "other")),
        ],
    )
    reasons = long_text(_("If not heard: the reasons"), required=False)

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return both kinds of entries."""
        return [line for line in file.standing if isinstance(line.event, PartyHeard | HearingOmitted)]

    def clean(self) -> dict[str, Any]:
        """Ask for what was told where he was heard, and for the ground where he was not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("manner"):
            if not cleaned.get("told"):
                self.add_error("told", gettext("Write what the party was told: a hearing is for that."))
        else:
            for name in ("ground", "reasons"):
                if not cleaned.get(name):
                    self.add_error(name, gettext("Say how the party was heard, or why not."))
        return cleaned

    def events(self) -> list[Event]:
        """Return that the party was heard, or was not."""
        if self.cleaned_data["manner"]:
            return [self.event()]
        said = self.cleaned_data
        names = ("at", "party", "ground", "reasons")
        return [HearingOmitted(**{name: said[name] for name in names})]


class AccessForm(ProcedureForm):
    """A party asks to see the documents, and is shown them, in part, or not."""

    event_class = AccessDecided
    said_by = "access"
    field_order = ("party", "given", "documents", "ground", "at")

    party = one_of(_("Who asked to see the documents?"), PARTIES)
    given = one_of(_("What was shown?"), ("all", "part", "none"), required=False)
    documents = long_text(_("Which documents were shown?"), required=False)
    ground = long_text(_("If something was kept back: by which ground of the law?"), required=False)

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return what was asked and what was decided."""
        return [line for line in file.standing if isinstance(line.event, AccessAsked | AccessDecided)]

    def events(self) -> list[Event]:
        """Return the decision; while there is none, that it was asked for."""
        if self.cleaned_data["given"]:
            return [self.event()]
        return [AccessAsked(at=self.cleaned_data["at"], party=self.cleaned_data["party"])]


class AdmonitionForm(ProcedureForm):
    """The respondent is warned informally; nothing follows from it in law."""

    event_class = Admonished
    said_by = "admonition"
    field_order = ("manner", "told", "answered", "at")

    manner = one_of(_("How was he warned?"), MANNERS)
    told = long_text(_("What was he told?"))
    answered = long_text(_("What did he say?"), required=False)


class SettlementForm(ProcedureForm):
    """The police try to settle the case, within the limits of the law."""

    event_class = SettlementSought
    said_by = "settlement"
    field_order = ("violence", "needs_protection", "agreed_to_try", "way", "outcome", "terms", "at")

    violence = AnsweredField(label=_("Has one of them used violence against the other?"))
    needs_protection = AnsweredField(
        label=_("Does one of them plainly need protection, as in a case of stalking?")
    )
    agreed_to_try = AnsweredField(label=_("Do both agree to try?"))
    way = one_of(_("By what way?"), ("police", "mediation_board"))
    outcome = one_of(_("How did it end?"), ("settled", "not_settled"))
    terms = long_text(_("What did they agree on?"), required=False)


class HandOverForm(ProcedureForm):
    """Another district makes the decision, so that the order does not tell where she lives."""

    event_class = DecisionHandedOver
    said_by = "another_district"
    field_order = ("measure", "district", "their_reference", "agreed_with", "reasons", "at")

    measure = forms.ChoiceField(label=_("Which measure?"), widget=forms.RadioSelect)
    district = forms.CharField(label=_("Which district decides?"), max_length=80)
    their_reference = forms.CharField(
        label=_("Their case number"),
        max_length=40,
        help_text=_("It stands on the decision in place of ours, which could tell where she lives."),
    )
    agreed_with = forms.CharField(label=_("Whom was it agreed with?"), max_length=200, required=False)
    reasons = long_text(_("Which considerations for her call for it?"))

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        place = procedure(file.case.law).another_district
        self.fields["measure"].choices = [(name, Worded(name)) for name in (place.measures if place else ())]
        self.fields["measure"].initial = place.measures[0] if place else None


class TelephoneDataForm(StepForm):
    """The court is asked to have a telephone company say who called."""

    event_class = TelephoneDataAsked
    field_order = ("since", "until", "reasons", "at")

    since = forms.DateField(label=_("Calls since"), required=False, widget=DAY)
    until = forms.DateField(label=_("Calls until"), required=False, widget=DAY)
    reasons = long_text(_("What calls for it?"))


class DetentionForm(StepForm):
    """He was detained."""

    event_class = Detained
    field_order = ("at", "reasons")

    reasons = long_text(_("Why was he detained?"), required=False)


RESTS_ON_HEARING = ("kap. 5 afsnit 7.4.1.2 (Partshøring)", "RM 3/2008 § 7.2.1 (Sagsbehandling)")
STEPS: tuple[Step, ...] = (
    Step("detention", "assessment", _("Detention"), DetentionForm,
         ("bvl § 4(1)", "bvl § 4(2)", "§ 9(1)", "§ 9(2)"), many=True, optional=True),
    Step("hiding", "assessment", _("Does she live in hiding?"), HidingForm,
         ("§ 15(2)", "kap. 5 afsnit 7.4.3.2"), many=True),
    Step("telephone-data", "assessment", _("Telephone data"), TelephoneDataForm,
         ("bet. kap. 2 afsnit 2.1.5", "§ 26", "kap. 5 afsnit 7.3.1"), many=True, optional=True),
    Step("admonition", "assessment", _("Admonition"), AdmonitionForm, ("§ 15(1)", "kap. 5 afsnit 7.4.2.2"),
         laws=("dk-2011-draft",), template="desk/lawful_step.html", many=True, optional=True),
    Step("settlement", "assessment", _("Settling without an order"), SettlementForm,
         ("§ 15(1)", "RM 3/2008 § 3.2"), template="desk/lawful_step.html", many=True, optional=True),
    Step("party-hearing", "assessment", _("Party hearing"), HearingForm, RESTS_ON_HEARING,
         template="desk/lawful_step.html", many=True),
    Step("access", "assessment", _("Access to the documents"), AccessForm,
         ("cirk. 1990 (Forvaltningsloven)", "RM 3/2008 § 7.2.1 (Sagsbehandling)"),
         template="desk/lawful_step.html", many=True, optional=True),
    Step("hand-over", "assessment", _("Another district decides"), HandOverForm,
         ("§ 15(2)", "kap. 5 afsnit 7.4.3.2"), laws=("dk-2011-draft",), template="desk/lawful_step.html",
         optional=True),
)  # fmt: skip
