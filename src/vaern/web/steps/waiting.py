"""An order waits for the court: it is brought there, as one PDF with an index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from vaern.cases import court
from vaern.cases.events import Event, SubmittedToCourt
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.documents.printed import moment
from vaern.errors import InputError
from vaern.web.bundle import bundle_digest
from vaern.web.decision import kept_back
from vaern.web.steps.about_order import OrderForm


class WaitingForm(OrderForm):
    """A step about an order that waits for the court; `duty` is the kind whose last moment it shows."""

    duty = ""

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that wait for the court."""
        return court.under_review(file)

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the submissions of orders; the criminal case has a step of its own."""
        return [line for line in super().entries(file) if getattr(line.event, "order", None)]

    def described(self, order: Order) -> str:
        """Say by when it must be done."""
        due = self.file.due(self.duty, order.name)
        by = gettext("by {moment}").format(moment=moment(due)) if due else ""
        return " · ".join(part for part in (super().described(order), by) if part)


class SubmissionForm(WaitingForm):
    """The case is brought before the court, as one PDF with an index."""

    event_class = SubmittedToCourt
    duty = "submit_to_court"
    field_order = ("order", "at")

    def events(self) -> list[Event]:
        """Return the submission with the hash of what was sent."""
        return [self.event(bundle_sha256=self.cleaned_data["bundle_sha256"])]

    def clean(self) -> dict[str, Any]:
        """Refuse to send what holds a word that must not reach the respondent."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "order" in cleaned:
            try:
                cleaned["bundle_sha256"] = bundle_digest(self.file, self.chosen())
            except InputError:
                self.add_error(None, kept_back())
        return cleaned
