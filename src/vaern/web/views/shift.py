"""The shift: what was done in a day of the control room, in figures too, what is open, the hand-over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vaern.dispatch import figures, handling
from vaern.dispatch.instruction import instruction
from vaern.dispatch.models import HANDED_OVER, Act
from vaern.errors import InputError
from vaern.web import clock
from vaern.web.dispatch_forms import HandOverForm
from vaern.web.live import service
from vaern.web.permissions import allowed

ENDED = ("cleared", "answered")


@require_GET
@allowed("watch")
def shift_page(request: HttpRequest) -> HttpResponse:
    """Show a day on the local clock: today, or the one that is asked for."""
    return _page(request, HandOverForm())


@require_POST
@allowed("answer_alarm")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Write down what the next shift must know."""
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    said = form.cleaned_data["note"]
    handling.do(Act(what=HANDED_OVER, note=said, by=request.user.get_username(), at=clock.now()))
    messages.success(request, _("It stands in the shift log."))
    return redirect("shift")


def _page(request: HttpRequest, form: HandOverForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    today = timezone.localdate(now)
    day = _day(request.GET.get("day", ""), today)
    begins, ends = _midnight(day), _midnight(day + timedelta(days=1))
    alarms = _alarms()
    came = [each for each in alarms or () if begins <= _began(each) < ends]
    standing = [each for each in alarms or () if each["event"] not in ENDED]
    acts = handling.handled(each["alarm"] for each in standing)
    shown: dict[str, Any] = {
        "day": day, "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "acts": handling.between(begins, ends), "is_gone": alarms is None, "kinds": figures.of_kinds(came),
        "standing": [{"alarm": each, "handling": acts[each["alarm"]]} for each in standing],
        "often": figures.rung_often(alarms or (), now), "limit": instruction().rung_too_often,
        "form": form, "section": "control-room",
    }  # fmt: skip
    return render(request, "control_room/shift.html", shown, status=status)


def _alarms() -> list[dict[str, Any]] | None:
    """Return the alarms of the live service, None while it does not answer."""
    try:
        return list(service().alarms())
    except InputError:
        return None


def _began(alarm: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(alarm["began_at"])


def _day(said: str, today: date) -> date:
    """Return the day that is asked for, today for what is no day or has not come."""
    try:
        return min(date.fromisoformat(said), today)
    except ValueError:
        return today


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
