"""Guidance of the victim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaern.cases.events import (
    CivilClaimRecorded,
    ContactPersonNamed,
    CounselBroughtBeforeCourt,
    Event,
    Guided,
    InterpreterConsidered,
    Interviewed,
)  # fmt: skip
from vaern.cases.file import CaseFile
from vaern.cases.guidance import given, to_give_now
from vaern.packs.care import Topic, care_rules
from vaern.web.steps.asking import WHOM, short, text, yes_or_no
from vaern.web.steps.fields import AskedField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step
from vaern.web.vocabulary.caring import TOPICS

LAWS = ("dk-2004", "dk-2011-draft")


class InterpreterForm(StepForm):
    """Whether somebody needs an interpreter."""

    event_class = InterpreterConsidered
    field_order = ("whom", "needed", "language", "arranged", "at")

    whom = forms.ChoiceField(
        label=gettext_lazy("Who?"), choices=WHOM, widget=forms.RadioSelect, initial="victim"
    )
    needed = yes_or_no(gettext_lazy("Is an interpreter needed?"))
    language = short(gettext_lazy("Into which language?"))
    arranged = short(gettext_lazy("Who interprets, or when was one ordered?"))


@dataclass(frozen=True)
class Asking:
    """The questions about one topic, as the page sets them side by side."""

    topic: Topic
    title: Any
    owed_now: bool
    told_before: int
    told: BoundField
    fields: list[BoundField]


class GuidanceForm(StepForm):
    """What the victim is told, topic by topic, and what she answers: an entry for each one told."""

    event_class = Guided

    given_by = short(gettext_lazy("Which officer told her?"), required=True)
    in_writing = AskedField(label=gettext_lazy("Was the written guidance handed over?"))
    relationship_over = AskedField(
        label=gettext_lazy("What does she say: is the relationship over?"),
        help_text=gettext_lazy("What she says of it settles whether she may refuse to testify."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = care_rules(self.file.case.law).guidance
        for topic in self.topics:
            self.fields[f"told_{topic.id}"] = forms.BooleanField(label=_("She was told"), required=False)
            self.fields[f"wanted_{topic.id}"] = AskedField(label=_("Does she want it?"), widget=forms.Select)
            self.fields[f"answer_{topic.id}"] = short(_("What did she answer?"))

    @property
    def common(self) -> list[BoundField]:
        """Return the questions that are asked once."""
        return [self[name] for name in ("given_by", "at", "in_writing", "relationship_over")]

    def asked(self) -> Iterator[Asking]:
        """Yield the questions of each topic."""
        now = {topic.id for topic in to_give_now(self.file)}
        for topic in self.topics:
            told, *fields = (self[f"{part}_{topic.id}"] for part in ("told", "wanted", "answer"))
            before = len(given(self.file, topic.id))
            yield Asking(topic, TOPICS[topic.id], topic.id in now, before, told, fields)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one topic; what she answered to something is something she was told."""
        said = self.cleaned_data
        for topic in self.topics:
            answered = said.get(f"answer_{topic.id}") or said.get(f"wanted_{topic.id}") is not None
            if answered and not said.get(f"told_{topic.id}"):
                self.add_error(f"told_{topic.id}", _("You wrote an answer. Tick that she was told of it."))
        if not self.errors and not self._told():
            self.add_error(None, _("Tick what she was told. Nothing is ticked."))
        return said

    def _told(self) -> list[Topic]:
        return [topic for topic in self.topics if self.cleaned_data.get(f"told_{topic.id}")]

    def events(self) -> list[Event]:
        """Return an entry for each topic she was told of."""
        return [self._said(topic) for topic in self._told()]

    def _said(self, topic: Topic) -> Event:
        over = self.cleaned_data["relationship_over"] if topic.id == "witness_exemption" else None
        return self.event(
            topic=topic.id,
            wanted=self.cleaned_data[f"wanted_{topic.id}"],
            answer=self.cleaned_data[f"answer_{topic.id}"],
            relationship_over=over,
        )


class ContactPersonForm(StepForm):
    """The one person with the police whom she may call."""

    event_class = ContactPersonNamed
    field_order = ("name", "telephone", "of_special_unit", "at")

    name = short(gettext_lazy("Name of the contact person"), required=True)
    telephone = short(gettext_lazy("Telephone of the contact person"), required=True)
    of_special_unit = AskedField(label=gettext_lazy("Is the contact person of the special unit?"))


class InterviewForm(StepForm):
    """Somebody was heard. What was left out before it is pointed out, and never stops the entry."""

    event_class = Interviewed
    field_order = ("whom", "at", "given_by", "apart", "interpreter", "summary")

    whom = forms.ChoiceField(
        label=gettext_lazy("Who was heard?"), choices=WHOM, widget=forms.RadioSelect, initial="victim"
    )
    given_by = short(gettext_lazy("Which officer held it?"), required=True)
    apart = AskedField(label=gettext_lazy("Was it out of hearing of the other party?"))
    interpreter = AskedField(label=gettext_lazy("Was there an interpreter?"))
    summary = text(gettext_lazy("What was said, in short?"))

    @property
    def titles(self) -> list[tuple[Topic, Any]]:
        """Return what the victim is still to be told before the next interview, each with its title."""
        return [(topic, TOPICS[topic.id]) for topic in to_give_now(self.file)]


class CounselForm(StepForm):
    """The question of counsel for the victim, brought before the court."""

    event_class = CounselBroughtBeforeCourt
    field_order = ("at", "on_request", "summary")

    on_request = AskedField(label=gettext_lazy("Did she ask for it?"))
    summary = text(gettext_lazy("What was written to the court?"))


class CivilClaimForm(StepForm):
    """A claim for compensation that the victim makes."""

    event_class = CivilClaimRecorded
    field_order = ("towards", "summary", "at")

    towards = forms.ChoiceField(
        label=gettext_lazy("Where does she claim it?"),
        choices=[
            ("criminal_case", gettext_lazy("in the criminal case")),
            ("state", gettext_lazy("from the state")),
        ],
        widget=forms.RadioSelect,
    )
    summary = text(gettext_lazy("What does she claim, and on what ground?"), required=True)


def counsel_not_wanted(file: CaseFile) -> Any:
    """Say why the court is not asked for counsel: she answered that she wants none."""
    answers = [line.event.wanted for line in given(file, "counsel") if isinstance(line.event, Guided)]
    if answers and answers[-1] is False:
        return _("She was told of counsel and does not want one.")
    return ""


STEPS: tuple[Step, ...] = (
    Step(
        "interpreter", "guidance", gettext_lazy("Interpreter"), InterpreterForm, ("RM 3/2008 § 4.2",), LAWS,
        many=True,
    ),
    Step(
        "guidance", "guidance", gettext_lazy("What the victim is told"), GuidanceForm,
        ("RM 3/2008 § 4.1", "RM 3/2008 § 4.2", "RM 3/2008 § 4.3", "RM 3/2008 § 4.4", "strategi 2007 § 3"),
        LAWS, template="desk/guidance.html", many=True,
    ),
    Step(
        "contact-person", "guidance", gettext_lazy("Contact person"), ContactPersonForm,
        ("RM 3/2008 § 2", "RM 3/2008 § 4.2"), LAWS,
    ),
    Step(
        "interview", "guidance", gettext_lazy("Interview"), InterviewForm,
        ("RM 3/2008 § 3.2", "RM 3/2008 § 4.3", "bet. kap. 2 afsnit 7.2"), LAWS,
        template="desk/interview.html", many=True,
    ),
    Step(
        "counsel-question", "guidance", gettext_lazy("Counsel brought before the court"), CounselForm,
        ("bet. kap. 2 afsnit 7.1", "bet. kap. 2 afsnit 7.2"), LAWS, why_not=counsel_not_wanted,
    ),
    Step(
        "civil-claim", "guidance", gettext_lazy("Her claim for compensation"), CivilClaimForm,
        ("RM 3/2008 § 4.1",), LAWS, many=True, optional=True,
    ),
)  # fmt: skip
