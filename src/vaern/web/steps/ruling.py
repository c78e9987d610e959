"""The court's ruling, order by order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vaern.cases import court
from vaern.cases.events import Event, ReceiverAnswered, Ruled
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.documents import prohibitions
from vaern.web.steps.about_order import LawfulForm, long_text, one_of
from vaern.web.steps.fields import DayField
from vaern.web.words import word

RESULTS = ("approved", "partly_approved", "annulled")


class RulingForm(LawfulForm):
    """For each order before the court: approved, approved in part or annulled, and on what that rests."""

    event_class = Ruled

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.tried = court.tried(file)
        for order in self.tried:
            self.fields.update(self._asked(order))

    def known(self) -> dict[str, Any]:
        """Fill in what the court has answered by letter; it stands once an officer has read and sent it."""
        answered = [
            event
            for event in self.file.events
            if isinstance(event, ReceiverAnswered) and event.receiver == "court" and event.answers
        ]
        found: dict[str, Any] = {}
        for each in answered[-1].answers if answered else ():
            found[f"result_{each.order}"] = each.result
            found[f"circumstances_{each.order}"] = answered[-1].reasons
        return found

    def _asked(self, order: Order) -> dict[str, forms.Field]:
        which = word(order.measure)
        person = word("protected_person")
        remaining = [
            (term, [*prohibitions.forbidden([term], person), *prohibitions.required([term])][0])
            for term in order.terms
        ]
        ruled = _("{order}: what did the court rule?").format(order=which)
        fields: dict[str, forms.Field] = {
            f"result_{order.name}": one_of(ruled, RESULTS),
            f"circumstances_{order.name}": long_text(
                _("{order}: the circumstances it rests on").format(order=which)
            ),
        }
        if remaining:
            fields[f"terms_{order.name}"] = forms.MultipleChoiceField(
                label=_("{order}: what he must still not do, if approved in part").format(order=which),
                choices=remaining, initial=order.terms, required=False, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        fields[f"wording_{order.name}"] = long_text(
            _("{order}: its words from here, if approved in part").format(order=which), required=False
        )
        fields[f"expires_on_{order.name}"] = DayField(
            label=_("{order}: its last day, if the court made it shorter").format(order=which)
        )
        return fields

    def clean(self) -> dict[str, Any]:
        """Ask what remains where only a part was approved."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for order in self.tried:
            partly = cleaned.get(f"result_{order.name}") == "partly_approved"
            said = [cleaned.get(f"{name}_{order.name}") for name in ("terms", "wording", "expires_on")]
            if partly and not any(said):
                self.add_error(
                    f"wording_{order.name}",
                    _("Approved in part: say what still binds, or choose another result."),
                )
        return cleaned

    def events(self) -> list[Event]:
        """Return one ruling for each order."""
        return [self._ruled(order) for order in self.tried]

    def _ruled(self, order: Order) -> Event:
        said = self.cleaned_data
        result = said[f"result_{order.name}"]
        kept = {
            "terms": tuple(said.get(f"terms_{order.name}", ())),
            "wording": said[f"wording_{order.name}"],
            "exceptions": order.exceptions,
            "expires_on": said[f"expires_on_{order.name}"],
        }
        return Ruled(
            at=said["at"], order=order.name, measure=order.measure, result=result,
            circumstances=said[f"circumstances_{order.name}"],
            **(kept if result == "partly_approved" else {}),
        )  # fmt: skip
