"""The order, from fields: exactly what is forbidden, for how long, what is excepted, whom it protects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.checks.deciding import AREA_TERMS, HOME_TERMS, longest
from vaern.cases.events import Decided, Event, Requested, ZoneDrawn
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.settled import is_heard, still_open, unjudged_for_others
from vaern.documents import prohibitions
from vaern.documents.printed import day, duration
from vaern.packs.decision import decision_rules
from vaern.web.decision import ACTS, act_text
from vaern.web.steps.about_order import long_text
from vaern.web.steps.form import StepForm
from vaern.web.words import question, word

UNITS = {"D": _("days"), "W": _("weeks"), "M": _("months"), "Y": _("years")}


class DecideForm(StepForm):
    """A measure is decided. One class for each measure of a pack: see `deciding`."""

    event_class = Decided
    measure: str
    field_order = (
        "terms", "place", "zone", "wording", "count", "unit", "begins", "exempted", "exceptions", "covers",
        "weighed_facts", "considerations", "at",
    )  # fmt: skip

    terms = forms.MultipleChoiceField(label=_("What is he forbidden?"), widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(
        label=_("Which home or area, in words?"),
        max_length=300,
        required=False,
        help_text=_("So that nobody can be in doubt: street, number and town, or the streets around it."),
    )
    zone = forms.ChoiceField(label=_("Which drawn zone?"), required=False, widget=forms.RadioSelect)
    wording = long_text(
        _("More precisely"),
        required=False,
        help_text=_("What is forbidden in just this case, such as a certain telephone or profile."),
    )
    count = forms.IntegerField(label=_("For how long?"), min_value=1, max_value=999, required=False)
    unit = forms.ChoiceField(
        label=_("Days, weeks, months or years"), choices=list(UNITS.items()), initial="W"
    )
    begins = forms.ChoiceField(
        label=_("When does it begin?"),
        widget=forms.RadioSelect,
        initial="service",
        choices=[
            ("service", _("When it is served")),
            ("release", _("When he is released, and it is served")),
        ],
        help_text=_("Served on somebody who is held, it would run out while he is held."),
    )
    exempted = forms.MultipleChoiceField(
        label=_("What is excepted?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    exceptions = long_text(_("Other exceptions"), required=False)
    covers = forms.CharField(
        label=_("Who else does it protect?"),
        max_length=300,
        required=False,
        help_text=_("Children and others of the household, by name. Empty: nobody else."),
    )
    weighed_facts = forms.MultipleChoiceField(
        label=_("Which incidents does it rest on?"), widget=forms.CheckboxSelectMultiple
    )
    considerations = long_text(
        _("Main considerations"),
        help_text=_("One a line. They stand in the decision (forvaltningsloven § 24)."),
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        self.rules = decision_rules(file.case.law)
        super().__init__(*args, file=file, **kwargs)
        terms = self.rules.measures[self.measure].terms
        self._choose("terms", zip(terms, self._said(terms), strict=True), preset=True)
        excepted = [each.id for each in self.rules.exceptions if self.measure in each.measures]
        self._choose("exempted", zip(excepted, prohibitions.excepted(excepted), strict=True))
        self._choose("weighed_facts", self._incidents(), preset=True)
        drawn = {each.zone: each for each in file.happened if isinstance(each, ZoneDrawn)}
        self._choose("zone", ((name, name) for name in drawn))
        self.initial.setdefault("zone", next(reversed(drawn), None))
        if not AREA_TERMS & set(terms):
            del self.fields["zone"]
        if not (AREA_TERMS | HOME_TERMS) & set(terms):
            del self.fields["place"]
        if self.rules.others is None or self.measure not in self.rules.others.measures:
            del self.fields["covers"]
        if not excepted:
            del self.fields["exempted"]
        self.ceiling = longest(file, self.measure)
        if self.ceiling:
            most, citation = self.ceiling
            self.fields["count"].required = True
            self.fields["count"].help_text = gettext("The law allows at most {most} ({citation}).").format(
                most=duration(most), citation=citation
            )
        else:
            for name in ("count", "unit"):
                del self.fields[name]

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the decisions on this measure, extensions apart."""
        return [
            line
            for line in super().entries(file)
            if isinstance(line.event, Decided)
            and line.event.measure == cls.measure
            and not line.event.extends
        ]

    @property
    def available(self) -> str:
        """Say whether the law opens the measure: yes, no or undetermined."""
        return str(self.file.assessment["measures"][self.measure]["available"])

    def open_questions(self) -> list[str]:
        """Return what is still open before the decision, in words."""
        found = [_in_words(name) for name in still_open(self.file, self.measure)]
        if not is_heard(self.file, self.measure):
            found.append(gettext("The respondent has not been heard."))
        return found

    def question_for_others(self) -> str:
        """Return the question to be answered before others are protected too; empty where there is none."""
        judged = unjudged_for_others(self.file, self.measure)
        return question(judged) if judged else ""

    def text(self) -> dict[str, Any]:
        """Return the order's text from what is chosen so far: what, where, how long, what not."""
        said = {
            name: self.data.getlist(name) if hasattr(self.data, "getlist") else [] for name in self.fields
        }
        if not self.is_bound:
            said = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        terms = [each for each in said.get("terms") or [] if each in dict(self.fields["terms"].choices)]
        exempted = said.get("exempted") or []
        count, unit = _one(said, "count"), _one(said, "unit")
        return {
            "must_not": prohibitions.forbidden(terms, gettext("the protected person")),
            "place": _one(said, "place") or _one(said, "zone"),
            "wording": _one(said, "wording"),
            "lasts": duration(f"P{count}{unit}")
            if count.isascii() and count.isdigit() and int(count)
            else "",
            "exceptions": [*prohibitions.excepted(exempted), *filter(None, [_one(said, "exceptions")])],
            "covers": _one(said, "covers"),
            "begins": _one(said, "begins"),
        }

    def clean(self) -> dict[str, Any]:
        """Put the length of time together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("count"):
            cleaned["duration"] = f"P{cleaned['count']}{cleaned['unit']}"
        elif self.ceiling and "count" not in self.errors:
            self.add_error("count", gettext("Say for how long: the law asks for a definite time."))
        return cleaned

    def event(self, **also: Any) -> Event:
        """Return the decision under the next free name of its measure, such as T2."""
        initials = "".join(each[0] for each in self.measure.split("_")).upper()
        made = sum(order.measure == self.measure for order in self.file.orders)
        return super().event(order=f"{initials}{made + 1}", measure=self.measure, **also)

    def refuse(self, error: Any) -> None:
        """Set what concerns the length beside it, and what concerns the measure at the top, in words."""
        if error.where == "/duration":
            error.where = "/count"
        super().refuse(error)

    def _choose(self, name: str, choices: Any, *, preset: bool = False) -> None:
        self.fields[name].choices = list(choices)
        if preset:
            self.initial.setdefault(name, [code for code, _label in self.fields[name].choices])

    def _said(self, terms: tuple[str, ...]) -> list[str]:
        person = gettext("the protected person")
        return [*prohibitions.forbidden(terms, person), *prohibitions.required(terms)]

    def _incidents(self) -> list[tuple[str, str]]:
        return [
            (each.id, f"{each.id} · {day(each.at)}: {act_text(each)[:160]}")
            for each in self.file.happened
            if isinstance(each, ACTS)
        ]


def deciding(measure: str) -> type[DecideForm]:
    """Return the form that decides one measure."""
    return type("DecideForm", (DecideForm,), {"measure": measure, "__doc__": DecideForm.__doc__})


def not_open(measure: str) -> Callable[[CaseFile], Any]:
    """Return what says why a measure is not to be decided in a case; "" where it may come to it."""

    def why_not(file: CaseFile) -> Any:
        found = file.assessment["measures"].get(measure)
        if found is None or found["available"] == "no":
            return gettext("The law does not open it on what the case says.")
        asked = any(isinstance(each, Requested) and each.measure == measure for each in file.happened)
        if found["available"] == "undetermined" and not asked:
            return gettext("Nobody has asked for it, and it is not settled.")
        return ""

    return why_not


def _in_words(name: str) -> str:
    judgement = name.removeprefix("judgements.")
    return question(judgement) if judgement != name else word(name)


def _one(said: dict[str, Any], name: str) -> str:
    value = said.get(name) or ""
    return str((value[-1] if value else "") if isinstance(value, list) else value).strip()
