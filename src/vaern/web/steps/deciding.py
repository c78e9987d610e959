"""The decision: order, zone, exceptions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.checks.deciding import AREA_TERMS
from vaern.cases.events import DecisionPutBack, Event, MunicipalityNotified, PartiesNotified, Refused
from vaern.cases.file import CaseFile
from vaern.packs.decision import decision_rules
from vaern.web.steps.about_order import Worded, long_text
from vaern.web.steps.assessing import PARTIES
from vaern.web.steps.form import StepForm
from vaern.web.steps.order_form import deciding, not_open
from vaern.web.steps.step import Step
from vaern.web.steps.zone_form import ZoneForm
from vaern.web.words import word

LAWS = ("dk-2004", "dk-2011-draft")
RULES: dict[str, tuple[str, ...]] = {
    "tilhold": ("strl § 265", "bvl § 12(1)", "RM 3/2008 § 7.3 (Tidsmæssig udstrækning)",
                "cirk. 1990 (Advarslens form og indhold)", "§ 1", "§ 5", "§ 15(2)"),
    "opholdsforbud": ("§ 3", "§ 5", "§ 15(2)"),
    "bortvisning": ("bvl § 1", "bvl § 5(2)", "RM 3/2008 § 7.2.1 (Sagsbehandling)", "§ 7", "§ 10", "§ 15(2)"),
    "bortvisning_tilhold": ("bvl § 3(1)", "RM 3/2008 § 7.2.2 (Indgrebet)"),
    "bortvisning_forbud": ("bvl § 3(2)", "RM 3/2008 § 7.2.2 (Betingelser)"),
}  # fmt: skip


class Decide:
    """The title of a step that decides a measure, said when it is printed."""

    def __init__(self, measure: str) -> None:
        self.measure = measure

    def __str__(self) -> str:
        return gettext("Decide {measure}").format(measure=word(self.measure))


class MeasureForm(StepForm):
    """A step about one measure of the case's law."""

    measure = forms.ChoiceField(label=_("Which measure?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.fields["measure"].choices = [(name, Worded(name)) for name in self.measures(file)]

    @staticmethod
    def measures(file: CaseFile) -> list[str]:
        """Return the measures that are decided under the case's law."""
        return [name for name in decision_rules(file.case.law).measures if name in RULES]


class RefusalForm(MeasureForm):
    """A measure is refused, and she is told, with how to complain."""

    event_class = Refused
    field_order = ("measure", "reasons", "at", "manner")

    reasons = long_text(_("Why is it not given?"))
    manner = forms.CharField(
        label=_("How was she told?"),
        max_length=200,
        required=False,
        help_text=_("She is told with the reasons and how to complain. Empty: not told yet."),
    )

    def events(self) -> list[Event]:
        """Return the refusal, and that she was told where she was."""
        said = self.cleaned_data
        told = PartiesNotified(
            at=said["at"], measure=said["measure"], told=("protected_person",), manner=said["manner"]
        )
        return [self.event(), told] if said["manner"] else [self.event()]


class PutBackForm(MeasureForm):
    """The decision waits for something."""

    event_class = DecisionPutBack
    field_order = ("measure", "reasons", "looked_at_again_on", "at")

    reasons = long_text(_("What does it wait for?"))
    looked_at_again_on = forms.DateField(
        label=_("When is it looked at again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PartiesForm(MeasureForm):
    """The parties are told what was decided."""

    event_class = PartiesNotified
    field_order = ("measure", "told", "manner", "at")

    told = forms.MultipleChoiceField(
        label=_("Who was told?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, Worded(code)) for code in PARTIES],
    )
    manner = forms.CharField(label=_("How?"), max_length=200, required=False)


class MunicipalityForm(MeasureForm):
    """The municipality is told, with the documents that it needs."""

    event_class = MunicipalityNotified
    field_order = ("measure", "contact", "documents", "at")

    contact = forms.CharField(label=_("Who took it, at the municipality?"), max_length=200)
    documents = long_text(_("Which documents were sent?"), required=False)

    @staticmethod
    def measures(file: CaseFile) -> list[str]:
        """Return the measures that the municipality must be told of, as far as they are decided."""
        owed = {duty["measure"] for duty in file.obligations if duty["kind"] == "notify_municipality"}
        return [name for name in MeasureForm.measures(file) if name in owed] or ["bortvisning"]


def _no_expulsion(file: CaseFile) -> Any:
    owed = any(duty["kind"] == "notify_municipality" for duty in file.obligations)
    return "" if owed else gettext("No expulsion has been decided.")


def _no_area(file: CaseFile) -> Any:
    areas = [
        name for name, each in decision_rules(file.case.law).measures.items() if AREA_TERMS & set(each.terms)
    ]
    shut = all(file.assessment["measures"][name]["available"] == "no" for name in areas)
    return gettext("The law opens no prohibited area on what the case says.") if shut else ""


STEPS: tuple[Step, ...] = (
    Step("zone", "decision", _("Draw the zone"), ZoneForm,
         ("bvl § 3(2)", "RM 3/2008 § 7.2.2 (Indgrebet)", "§ 3", "§ 12"), laws=LAWS, template="desk/zone.html",
         many=True, optional=True, why_not=_no_area),
    *(
        Step(
            f"decide-{measure}", "decision", Decide(measure), deciding(measure), rules,
            laws=LAWS if measure in ("tilhold", "bortvisning")
            else ("dk-2011-draft",) if measure == "opholdsforbud" else ("dk-2004",),
            template="desk/decide.html", many=True, why_not=not_open(measure),
        )
        for measure, rules in RULES.items()
    ),
    Step("municipality", "decision", _("Tell the municipality"), MunicipalityForm,
         ("bvl § 6(2)", "RM 3/2008 § 7.2.1 (Underretning)", "§ 11(1)", "§ 11(2)"), laws=LAWS, many=True,
         why_not=_no_expulsion),
    Step("parties", "decision", _("Tell the parties"), PartiesForm, ("cirk. 1990 (Underretning)",), laws=LAWS,
         many=True, optional=True),
    Step("refusal", "decision", _("Refuse a measure"), RefusalForm,
         ("cirk. 1990 (Forvaltningsloven)", "kap. 5 afsnit 2.3", "§ 15(3)"), laws=LAWS, many=True,
         optional=True),
    Step("put-back", "decision", _("Put the decision back"), PutBackForm,
         ("cirk. 1990 (Hurtig sagsbehandling)", "kap. 5 afsnit 7.4.1.2"), laws=LAWS, many=True,
         optional=True),
)  # fmt: skip
