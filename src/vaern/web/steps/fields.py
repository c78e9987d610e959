"""Fields that ask as the desk asks: yes, no or not asked yet; a moment on the jurisdiction's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.web import words

YES_NO = (("yes", _("Yes")), ("no", _("No")))
ASKED = (*YES_NO, ("", _("Not asked yet")))


class AskedField(forms.TypedChoiceField):
    """A question with three answers: True, False, or None while nobody has asked it."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"choices": ASKED, "required": False, "coerce": lambda code: code == "yes", "empty_value": None}
            | kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the code of an answer; an unanswered question is *not asked yet*."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class OneOfField(forms.TypedChoiceField):
    """One of the codes of an event's `field`, in words; where not required, also *not asked yet* (None)."""

    widget = forms.RadioSelect

    def __init__(self, *codes: str, field: str = "", **kwargs: Any) -> None:
        choices = [(code, words.named(code, field)) for code in codes]
        if not kwargs.get("required", True):
            choices.append(ASKED[-1])
        super().__init__(choices=choices, empty_value=None, **kwargs)


class TextField(forms.CharField):
    """A text of some lines; empty unless somebody writes."""

    def __init__(self, rows: int = 3, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"required": False, "max_length": 4000, "widget": area} | kwargs)


class DayField(forms.DateField):
    """A date such as a birthday, in the browser's own way of asking for one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "required": False,
                "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                "error_messages": {"invalid": _("Write the date with day, month and year.")},
            }
            | kwargs
        )


class MomentWidget(forms.MultiWidget):
    """A day and a time; the hour that comes twice is asked for only when it was hit."""

    template_name = "desk/widgets/moment.html"
    use_fieldset = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        turns = (
            ("", _("Choose")),
            ("0", _("before the clocks went back")),
            ("1", _("after the clocks went back")),
        )
        day = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__({"": day, "turn": forms.Select(choices=turns)}, attrs)
        self.zone: ZoneInfo = ZoneInfo("UTC")

    def id_for_label(self, id_: str) -> str:
        """Return the id of the day and time."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: datetime | None) -> list[Any]:
        """Return local day and time, and which of two equal hours it is."""
        if value is None:
            return ["", ""]
        local = value.astimezone(self.zone)
        return [local.replace(tzinfo=None), str(local.fold) if comes_twice(local) else ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Show the second question only for the hour that comes twice."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["twice"] = self._twice(value)
        return context

    def _twice(self, value: Any) -> bool:
        if isinstance(value, datetime):
            return comes_twice(value.astimezone(self.zone))
        try:
            local = datetime.fromisoformat(str(value[0]))
        except (TypeError, ValueError, IndexError):
            return False
        return local.tzinfo is None and comes_twice(local.replace(tzinfo=self.zone))


class MomentField(forms.MultiValueField):
    """A moment on the jurisdiction's clock (`zone`, set by the form), as an aware datetime in UTC."""

    widget = MomentWidget
    default_error_messages = {  # noqa: RUF012
        "invalid": _("Write the day and the time, for example 4 May 2026, 10:30."),
        "required": _("Write the day and the time."),
        "twice": _("The clocks went back in this hour, so it came twice. Say which of the two it was."),
        "never": _("The clocks went forward over this hour, so it never was. Write another time."),
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = (
            forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]),
            forms.CharField(required=False),
        )
        super().__init__(fields=parts, require_all_fields=False, **kwargs)
        self.zone = ZoneInfo("UTC")

    def on_clock_of(self, zone: ZoneInfo) -> None:
        """Read and show the moment on the clock of `zone`."""
        self.zone = self.widget.zone = zone

    def clean(self, value: Any) -> datetime | None:
        """Return the moment; the hour that comes twice is asked for, one that never was is refused."""
        written, turn = (*(value or ()), "", "")[:2]
        if not written:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            local = datetime.fromisoformat(str(written)).replace(tzinfo=self.zone)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if local.astimezone(UTC).astimezone(self.zone).replace(fold=0) != local:
            raise forms.ValidationError(self.error_messages["never"], code="never")
        if comes_twice(local):
            if turn not in ("0", "1"):
                raise forms.ValidationError(self.error_messages["twice"], code="twice")
            local = local.replace(fold=int(turn))
        return local.astimezone(UTC)


def comes_twice(local: datetime) -> bool:
    """Tell whether the clock showed this local time twice, as in the night when summer time ends."""
    earlier, later = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    return earlier is not None and later is not None and earlier > later
