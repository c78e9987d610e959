"""What the steps about one order have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import Event
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.documents.printed import moment
from vaern.law.portrait import quoted
from vaern.web.steps.fields import TextField
from vaern.web.steps.form import StepForm
from vaern.web.words import word


class LawfulForm(StepForm):
    """A step that shows what the pack says to it: `law_kinds` are the kinds of effects, by their names."""

    law_kinds: tuple[str, ...] = ()

    def measures(self) -> set[str]:
        """Return the measures that the step is about: those of the case's orders."""
        return {order.measure for order in self.file.orders}

    def law(self) -> list[dict[str, Any]]:
        """Return the passages: `{"text", "citation"}`, each text once."""
        pack = self.file.pack
        found: dict[str, dict[str, Any]] = {}
        for provision in pack.provisions.values():
            for effect in provision.effects:
                if effect.kind in self.law_kinds and self.measures() & set(effect.measures):
                    passage = quoted(pack, provision, effect)
                    found.setdefault(passage["text"], passage)
        return list(found.values())


class OrderForm(LawfulForm):
    """A step about one order; which measure it is follows from the order."""

    order = forms.ChoiceField(label=_("Which order?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        self.offered = list(self.orders(file))
        super().__init__(*args, file=file, **kwargs)
        self.fields["order"].choices = [(each.name, self.described(each)) for each in self.offered]

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that the step may be about: those that stand."""
        return [order for order in file.orders if not order.ended_at]

    def described(self, order: Order) -> str:
        """Say which order it is, on its line of the list."""
        return f"{word(order.measure)} · {order.name}"

    def known(self) -> dict[str, Any]:
        """Choose the order where there is only one."""
        return {"order": self.offered[0].name} if len(self.offered) == 1 else {}

    def chosen(self) -> Order:
        """Return the chosen order. Only after `is_valid()`."""
        return next(order for order in self.offered if order.name == self.cleaned_data["order"])

    def event(self, **also: Any) -> Event:
        """Return the event, with the order's measure."""
        return super().event(measure=self.chosen().measure, **also)


def long_text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for some sentences."""
    return TextField(4, label=label, required=required, help_text=help_text, max_length=8000)


def one_of(label: Any, codes: Iterable[str], *, required: bool = True, **kwargs: Any) -> forms.ChoiceField:
    """Return radio buttons for codes that `words` names; an optional one may be not asked yet."""
    choices = [(code, Worded(code)) for code in codes]
    unasked = [] if required else [("", _("Not asked yet"))]
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, required=required, choices=choices + unasked, **kwargs
    )


class Worded:
    """A code that is said in the reader's language when it is printed."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return word(self.code)


def no_order(file: CaseFile) -> Any:
    """Say why a step about an order does not apply, or nothing."""
    return "" if file.orders else gettext("No order has been made.")


def no_standing_order(file: CaseFile) -> Any:
    """Say why a step about a running order does not apply, or nothing."""
    if not file.orders:
        return gettext("No order has been made.")
    running = any(order.served_at and not order.ended_at for order in file.orders)
    return "" if running else gettext("No order is in force.")


class RunningOrderForm(OrderForm):
    """A step about an order that is in force."""

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that are served and stand."""
        return [order for order in file.orders if order.served_at and not order.ended_at]

    def described(self, order: Order) -> str:
        """Say until when it binds."""
        ends = self.file.ends.get(order.name)
        until = gettext("until {moment}").format(moment=moment(ends)) if ends else ""
        return " · ".join(part for part in (super().described(order), until) if part)
