"""What a step asks, and the events that its answers become."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaern.cases.events import Event, read
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.errors import InputError
from vaern.web.steps.fields import MomentField


class StepForm(forms.Form):
    """A step's questions. A subclass names its fields as the fields of its `event_class`.

    `known` fills in what the case says already; `events` makes what is said of the answers.
    """

    event_class: ClassVar[type[Event]]
    asked_at: ClassVar[Any] = ""
    """How the moment is asked for, where that is not *When did it happen?*"""
    never_kept: ClassVar[tuple[str, ...]] = ()
    """Fields that no draft keeps: what must not lie about, such as a secret place."""

    at = MomentField(label=gettext_lazy("When did it happen?"))

    def __init__(
        self, data: Any = None, files: Any = None, *, file: CaseFile, initial: dict[str, Any] | None = None
    ) -> None:
        self.file = file
        super().__init__(data, files, initial={"at": file.now, **self.known(), **(initial or {})})
        self.zone = ZoneInfo(file.pack.time_zone)
        if self.asked_at:
            self.fields["at"].label = self.asked_at
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.on_clock_of(self.zone)
            else:
                field.error_messages["required"] = gettext_lazy("This must be answered.")

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the standing entries that answer this step."""
        return [line for line in file.standing if isinstance(line.event, cls.event_class)]

    def known(self) -> dict[str, Any]:
        """Return what the case says already, by field: it is shown, not asked again."""
        return {}

    def clean_at(self) -> Any:
        """Refuse a moment that has not come: an entry says what happened."""
        at = self.cleaned_data["at"]
        if at > self.file.now:
            raise forms.ValidationError(_("This time has not come yet. An entry says what has happened."))
        return at

    def events(self) -> list[Event]:
        """Return what is said: one event of the fields that have a value. Only after `is_valid()`."""
        return [self.event()]

    def event(self, **also: Any) -> Event:
        """Return one event of `event_class` from the cleaned fields it has, with `also` over them."""
        known = self.cleaned_data | also
        names = self.event_class.model_fields
        return read(
            self.event_class.type,
            {name: known[name] for name in names if known.get(name) not in (None, "", [], ())},
        )

    def refuse(self, error: InputError) -> None:
        """Set what a check found beside its field, or at the top where no field bears that name."""
        name = error.where.strip("/").partition("/")[0]
        text = " ".join(part for part in (error.error, error.expected) if part)
        self.add_error(name if name in self.fields else None, text)
