"""Somebody outside is told: consent, and a step for each ground that the law gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases import disclosures
from vaern.cases.events import ConsentGiven, ConsentWithdrawn, Disclosed
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.documents.printed import moment
from vaern.packs.disclosure import RECEIVERS, Ground, grounds
from vaern.web.steps.about_order import Worded
from vaern.web.steps.asking import short, text
from vaern.web.steps.fields import AskedField, DayField, OneOfField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step
from vaern.web.words import entry, word

LAWS = ("dk-2004", "dk-2011-draft")
PARTIES = (("protected_person", _("the protected person")), ("respondent", _("the respondent")))


def in_words(ground: Ground) -> str:
    """Return how a ground is named in the reader's language."""
    return ground.says.get(get_language() or "da", ground.says["en"])


class _Words:
    """Words found when they are printed, in the reader's language."""

    def __init__(self, found: Callable[[], str]) -> None:
        self._found = found

    def __str__(self) -> str:
        return self._found()


class ConsentForm(StepForm):
    """A party lets somebody be told."""

    event_class = ConsentGiven
    field_order = ("by", "receivers", "extent", "in_writing", "at")

    by = forms.ChoiceField(label=_("Who consents?"), choices=PARTIES, widget=forms.RadioSelect)
    receivers = forms.MultipleChoiceField(
        label=_("Who may be told?"),
        choices=[(code, Worded(code)) for code in RECEIVERS],
        widget=forms.CheckboxSelectMultiple,
    )
    extent = text(_("What does the consent cover, in the party's own words?"))
    in_writing = AskedField(label=_("Is it in writing?"))


class WithdrawnForm(StepForm):
    """A party takes a consent back."""

    event_class = ConsentWithdrawn
    field_order = ("by", "receivers", "at")

    by = forms.ChoiceField(label=_("Who takes it back?"), choices=PARTIES, widget=forms.RadioSelect)
    receivers = forms.MultipleChoiceField(
        label=_("Who may no longer be told?"),
        choices=[(code, Worded(code)) for code in RECEIVERS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters that rest on the consent close at once. What was read already stays read."),
    )


class TellForm(StepForm):
    """Somebody outside is told by one ground: just the orders and entries that are chosen."""

    event_class = Disclosed
    ground_id = ""
    field_order = ("receiver", "authority", "contact", "about", "reasons", "orders", "shows", "asked",
                   "answer_by", "manner", "at")  # fmt: skip

    receiver = forms.ChoiceField(label=_("Who is told?"), widget=forms.RadioSelect)
    authority = short(_("Which office, firm or court?"), required=True)
    contact = short(_("Whom there?"))
    about = forms.MultipleChoiceField(
        label=_("Whom is it about?"), choices=PARTIES, widget=forms.CheckboxSelectMultiple
    )
    reasons = text(_("Why must it be told?"))
    orders = forms.MultipleChoiceField(
        label=_("Which decisions are shown?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shows = forms.TypedMultipleChoiceField(
        label=_("Which entries are shown?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing else of the case is shown. Choose no more than is needed."),
    )  # fmt: skip
    asked = text(_("What are they asked to do?"))
    answer_by = DayField(label=_("By when are they asked to answer?"))
    manner = OneOfField("link", "letter", "by_telephone", "in_person", field="manner", label=_("How?"))

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.ground = grounds(file.case.law)[self.ground_id]
        shows = self.ground.shows
        self.fields["receiver"].choices = [(code, Worded(code)) for code in self.ground.receivers]
        if len(self.ground.receivers) == 1:
            self.initial.setdefault("receiver", self.ground.receivers[0])
        self.initial.setdefault("manner", "link")
        offered = disclosures.offered(file, self.ground)
        self.fields["shows"].choices = [(line.number, _described(line)) for line in offered]
        self.fields["orders"].choices = [
            (each.name, f"{word(each.measure)} · {each.name}") for each in file.orders
        ]
        for name, is_shown in (("orders", "orders" in shows), ("shows", bool(offered)),
                               ("reasons", self.ground.reasons)):  # fmt: skip
            if not is_shown:
                del self.fields[name]
        if "reasons" in self.fields:
            self.fields["reasons"].required = True

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the tellings by this ground."""
        return [line for line in super().entries(file) if getattr(line.event, "ground", "") == cls.ground_id]

    def consenting(self) -> list[str]:
        """Return which parties' consent stands, by receiver, as a sentence each."""
        if not self.ground.consent:
            return []
        found = disclosures.consents(self.file.events, self.ground.receivers[0], self.file.now)
        return [
            gettext("{party}: consents").format(party=label)
            if code in found
            else gettext("{party}: no consent stands").format(party=label)
            for code, label in PARTIES
        ]

    def event(self, **also: Any) -> Any:
        """Return the telling, with its ground."""
        return super().event(ground=self.ground_id, **also)


def _described(line: Line) -> str:
    words = str(getattr(line.event, "summary", ""))
    more = f": {words[:60]}{'…' if len(words) > 60 else ''}" if words else ""
    return f"{line.number} · {entry(line.event.type)}, {moment(line.event.at)}{more}"


def _told_by(name: str) -> type[TellForm]:
    return type("TellForm", (TellForm,), {"ground_id": name})


def _not_open(name: str) -> Callable[[CaseFile], Any]:
    def why_not(file: CaseFile) -> Any:
        ground = grounds(file.case.law).get(name)
        if ground is None or not disclosures.is_open(file, ground):
            return gettext("The case does not open this ground.")
        return ""

    return why_not


def _steps() -> tuple[Step, ...]:
    """A step for each ground that shows what an officer chooses; the others are tellings of their own."""
    found = {each.id: each for law in LAWS for each in grounds(law).values()}
    chosen = [each for each in found.values() if not each.shows & {"bundle", "child_notice"}]
    return tuple(
        Step(
            f"tell-{each.id.replace('_', '-')}", "telling", _Words(lambda each=each: in_words(each)),  # type: ignore[misc]
            _told_by(each.id),
            tuple(grounds(law)[each.id].citation.partition(" ")[2] for law in LAWS),
            laws=LAWS, template="desk/tell.html", many=True, optional=True, why_not=_not_open(each.id),
            then="case-told",
        )
        for each in chosen
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    Step("consent", "telling", _("Consent to tell somebody"), ConsentForm,
         ("RM 3/2008 § 5.4", "cirk. 1990 (Samarbejde)"), laws=LAWS, many=True, optional=True),
    Step("consent-withdrawn", "telling", _("Consent taken back"), WithdrawnForm,
         ("RM 3/2008 § 5.4",), laws=LAWS, many=True, optional=True),
    *_steps(),
)  # fmt: skip
