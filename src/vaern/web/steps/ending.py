"""An order is extended, or ends before its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    Acquitted,
    Assessed,
    Event,
    Lifted,
    ReunitedPeacefully,
    WithdrawalRequested,
    Withdrawn,
)
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.documents.printed import moment
from vaern.web.steps.about_order import (
    LawfulForm,
    RunningOrderForm,
    long_text,
    no_standing_order,
    one_of,
)
from vaern.web.steps.extending import ExtensionForm
from vaern.web.steps.fields import YES_NO, AskedField
from vaern.web.steps.step import Step
from vaern.web.words import question, word


class WithdrawalForm(RunningOrderForm):
    """She takes her request back. The order stands until that is weighed."""

    event_class = WithdrawalRequested
    law_kinds = ("lifting",)
    field_order = ("order", "at", "spoken_to_alone", "under_pressure", "summary")

    spoken_to_alone = AskedField(label=_("Was she spoken to alone?"))
    under_pressure = AskedField(label=_("Is there a sign that somebody pressed her?"))
    summary = long_text(_("What did she say?"), required=False)


class WeighingForm(RunningOrderForm):
    """A person weighs whether public interest carries the order on; it falls only where it does not."""

    event_class = Withdrawn
    field_order = ("order", "public_interest", "reasons", "at")

    public_interest = forms.ChoiceField(
        label=_("Does public interest require that the order stands?"), choices=YES_NO,
        widget=forms.RadioSelect, help_text=_("If you answer no, the order falls."),
    )  # fmt: skip
    reasons = long_text(_("Why?"))

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the running orders whose request was taken back."""
        named = {event.order for event in file.happened if isinstance(event, WithdrawalRequested)}
        return [order for order in RunningOrderForm.orders(file) if order.name in named]

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the weighings since the first withdrawal, whatever their answer."""
        since = [line for line in file.standing if isinstance(line.event, WithdrawalRequested)]
        return [
            line
            for line in file.standing
            if isinstance(line.event, Withdrawn)
            or (since and isinstance(line.event, Assessed) and line.event.judgement == "public_interest"
                and line.event.at >= since[0].event.at)
        ]  # fmt: skip

    def practice(self) -> list[dict[str, Any]]:
        """Return what practice has said about public interest, in the source's words."""
        pack = self.file.pack
        return [
            {"text": pack.text_of(provision, said), "citation": pack.citation_of(provision, said)}
            for provision in pack.provisions.values()
            for weighing in provision.assessments
            if weighing.judged == "public_interest" and self.measures() & set(weighing.measures)
            for said in (*weighing.weigh, *weighing.practice)
        ]

    def law(self) -> list[dict[str, Any]]:
        """Show what carries an order without her request."""
        return list({each["text"]: each for each in self.practice()}.values())

    def events(self) -> list[Event]:
        """Return the answer, and that the order fell where nothing carries it on."""
        said, order = self.cleaned_data, self.chosen()
        carried = said["public_interest"] == "yes"
        answer = Assessed(at=said["at"], judgement="public_interest", value=carried, reasons=said["reasons"])
        return [answer] if carried else [answer, self.event(order=order.name)]


class ReunionForm(LawfulForm):
    """The parties live together in peace again; the law says which orders fall."""

    event_class = ReunitedPeacefully
    law_kinds = ("lapse", "excepted")
    field_order = ("of_free_will", "summary", "at")

    of_free_will = forms.ChoiceField(
        label=_("Has she said, alone, that it is of her own free will?"), choices=YES_NO,
        widget=forms.RadioSelect,
    )  # fmt: skip
    summary = long_text(_("How do you know?"))

    def events(self) -> list[Event]:
        """Return the reunion."""
        return [self.event(of_free_will=self.cleaned_data["of_free_will"] == "yes")]


class LiftingForm(RunningOrderForm):
    """The order is lifted before its time."""

    event_class = Lifted
    law_kinds = ("lifting",)
    field_order = ("order", "because", "reasons", "at")

    because = one_of(_("Why?"), ("no_longer_needed", "disproportionate", "acquittal"))
    reasons = long_text(_("The reasons"))


class AcquittalForm(LawfulForm):
    """The respondent is acquitted; whether other grounds carry the orders is asked of a person."""

    event_class = Acquitted
    law_kinds = ("acquittal", "lifting")
    field_order = ("acts", "other_grounds", "reasons", "at")

    acts = forms.MultipleChoiceField(label=_("Of what?"), widget=forms.CheckboxSelectMultiple, required=False)
    other_grounds = forms.ChoiceField(label="", choices=YES_NO, widget=forms.RadioSelect)
    reasons = long_text(_("Why?"))

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.fields["other_grounds"].label = question("other_grounds")
        self.fields["acts"].choices = acts_of(file)

    def events(self) -> list[Event]:
        """Return the acquittal."""
        return [self.event(other_grounds=self.cleaned_data["other_grounds"] == "yes")]


def acts_of(file: CaseFile) -> list[tuple[str, str]]:
    """Return the acts of the case as choices: number, and when and what kind."""
    return [
        (act["id"], f"{act['id']} · {word(act['kind'])} · {moment(datetime.fromisoformat(act['at']))}")
        for act in file.facts["acts"]
        if "id" in act
    ]


def not_withdrawn(file: CaseFile) -> Any:
    """Say that nobody took a request back, or nothing."""
    asked = any(isinstance(event, WithdrawalRequested) for event in file.happened)
    return "" if asked else gettext("She has not taken her request back.")


LAWFUL = "desk/lawful_step.html"
STEPS: tuple[Step, ...] = (
    Step("extension", "ending", _("Extended"), ExtensionForm,
         ("bvl § 5(2)", "RM 3/2008 § 7.2.1 (Tidsmæssig udstrækning)", "§ 5", "§ 10"),
         template=LAWFUL, many=True, optional=True, why_not=no_standing_order),
    Step("withdrawal", "ending", _("She takes her request back"), WithdrawalForm,
         ("bvl § 5(1)", "§ 12"), template=LAWFUL, many=True, optional=True, why_not=no_standing_order),
    Step("withdrawal-weighed", "ending", _("Her withdrawal weighed against public interest"), WeighingForm,
         ("bvl § 5(1)", "RM 3/2008 § 7.2.1 (Formelle betingelser)", "§ 12"), template=LAWFUL, many=True,
         why_not=not_withdrawn),
    Step("reunion", "ending", _("Reunited peacefully"), ReunionForm,
         ("bet. kap. 2 afsnit 2.1.3", "§ 5"), template=LAWFUL, many=True, optional=True,
         why_not=no_standing_order),
    Step("lifting", "ending", _("Lifted early"), LiftingForm,
         ("bvl § 5(2)", "RM 3/2008 § 7.2.1 (Tidsmæssig udstrækning)", "§ 5", "§ 10"), template=LAWFUL,
         many=True, optional=True, why_not=no_standing_order),
    Step("acquittal", "ending", _("Acquitted"), AcquittalForm, ("§ 5", "§ 8"), template=LAWFUL, many=True,
         optional=True),
)  # fmt: skip
