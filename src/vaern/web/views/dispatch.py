"""The control room's acts on an alarm: the page of one alarm, and the acts of others as they come."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vaern.dispatch import handling
from vaern.dispatch.instruction import instruction
from vaern.dispatch.models import CLOSED, HANDED_OVER, NOTED, Act
from vaern.errors import InputError
from vaern.monitoring.devices import ENDED_BY_ANSWER
from vaern.notify.cap import alert
from vaern.web import clock
from vaern.web import dispatch_words as words
from vaern.web.calling import caller
from vaern.web.dispatch_forms import FORMS
from vaern.web.live import service
from vaern.web.permissions import allowed
from vaern.web.templatetags.dispatch import kind_of_alarm
from vaern.web.templatetags.words import when

LOG = logging.getLogger(__name__)


@require_GET
@allowed("watch")
def alarm_page(request: HttpRequest) -> HttpResponse:
    """Show one alarm, whom to call in which order, and what has been done."""
    return _page(request, request.GET.get("alarm", ""))


@require_GET
@allowed("watch")
def alarm_cap(request: HttpRequest) -> HttpResponse:
    """Give one alarm in the Common Alerting Protocol; without the live service there is nothing to give."""
    alarm = _known(request.GET.get("alarm", ""))
    if "is_gone" in alarm:
        raise Http404
    told = alert(
        alarm, sender=settings.CAP_SENDER, headline=kind_of_alarm(alarm["kind"]),
        language=get_language() or "en", exercise=settings.DEMONSTRATION,
    )  # fmt: skip
    return HttpResponse(told, content_type="application/cap+xml")


@require_POST
@allowed("answer_alarm")
def act(request: HttpRequest) -> HttpResponse:
    """Write down one act; what somebody else did first is said, and what was written is never lost."""
    name, what = request.POST.get("alarm", ""), request.POST.get("what", "")
    if what not in FORMS or what == HANDED_OVER:
        raise Http404
    form = FORMS[what](request.POST)
    if not form.is_valid():
        return _page(request, name, {what: form}, 422)
    alarm = _known(name)
    done = Act(
        alarm=name, kind=alarm.get("kind", ""), began_at=_moment(alarm.get("began_at")), what=what,
        by=request.user.get_username(), at=clock.now(), **form.cleaned_data,
    )  # fmt: skip
    try:
        handling.do(done)
        _answer(request, alarm, done)
    except handling.Refused as refused:
        _keep_as_note(done)
        first = words.STATES[refused.first.what].format(name=refused.first.by, time=when(refused.first.at))
        messages.warning(request, _("Somebody was quicker. {first}.").format(first=first))
    return redirect(f"{reverse('alarm')}?{urlencode({'alarm': name})}")


@require_GET
@allowed("watch")
def acts(request: HttpRequest) -> HttpResponse:
    """Return the acts after one, for the cards of the queue: no note, and nothing of a position."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > 15:
        return JsonResponse({"error": _("This is not a place among the acts.")}, status=422)
    return JsonResponse({"acts": [_told(each) for each in handling.since(int(after))]})


def _told(act: Act) -> dict[str, Any]:
    return {"n": act.pk, "alarm": act.alarm, "what": act.what, "by": act.by, "at": act.at.isoformat()}


def _page(
    request: HttpRequest, name: str, given: Mapping[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    alarm = _known(name)
    its = handling.handled([name])[name]
    kind = alarm.get("kind", "")
    shown = {what: (given or {}).get(what) or form() for what, form in FORMS.items() if what != HANDED_OVER}
    return render(
        request,
        "control_room/alarm.html",
        {
            "alarm": alarm, "handling": its, "forms": shown, "section": "control-room",
            "desk": its.desk(kind), "calls": [_call(each, alarm) for each in instruction().of(kind).call],
            "caller": caller(alarm), "open": not its.closed, "by_answer": kind in ENDED_BY_ANSWER,
        },
        status=status,
    )  # fmt: skip


def _call(who: str, alarm: Mapping[str, Any]) -> dict[str, Any]:
    """Return one of those to call; whether she may be told, the law's order has said in the alarm.

    Who calls for help herself is told of nothing: she is rung.
    """
    if who != "protected_person" or "notify" not in alarm or alarm["kind"] == "assault_button":
        return {"who": who, "rule": ""}
    told, may = who in alarm["notify"], who in alarm.get("may_notify", ())
    return {"who": who, "rule": "must" if told else ("decide" if may else "not")}


def _known(name: str) -> dict[str, Any]:
    """Return an alarm of the live service; while that is gone, one that was dealt with here before."""
    try:
        found = next((alarm for alarm in service().alarms() if alarm["alarm"] == name), None)
    except InputError:
        before = Act.objects.filter(alarm=name).exclude(alarm="").first()
        if before is None:
            raise Http404 from None
        began = before.began_at.isoformat() if before.began_at else None
        return {"alarm": name, "kind": before.kind, "began_at": began, "is_gone": True}
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, alarm: Mapping[str, Any], done: Act) -> None:
    """Let the live service end what only a person ends; say loudly where it could not."""
    if done.what != CLOSED or alarm.get("kind") not in ENDED_BY_ANSWER:
        return
    try:
        service().answer(done.alarm, done.by, done.finding)
    except InputError as error:
        LOG.error("an alarm that was closed could not be answered", exc_info=error)
        messages.error(
            request,
            _("It is closed here, but the live service does not answer, so it still rings. Answer it in the "
              "control room as soon as the service is back."),
        )  # fmt: skip


def _keep_as_note(refused: Act) -> None:
    """Keep what somebody wrote who closed an alarm second."""
    if refused.what == CLOSED:
        found = str(words.FINDINGS[refused.finding])
        note = ". ".join(part for part in (found, refused.note) if part)
        handling.do(Act(
            alarm=refused.alarm, kind=refused.kind, began_at=refused.began_at, what=NOTED, note=note,
            by=refused.by, at=refused.at,
        ))  # fmt: skip


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
