"""The control room: the zone, alarms as they come, and what the law opens. Nothing else can be asked for."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vaern.cases.events import BreachReported
from vaern.cases.models import Entry
from vaern.cases.saying import say
from vaern.dispatch.handling import Refused, do
from vaern.dispatch.models import CLOSED, Act
from vaern.documents.evidence import as_json
from vaern.documents.record import digest
from vaern.monitoring.devices import ENDED_BY_ANSWER
from vaern.notify.models import Reach
from vaern.web import clock
from vaern.web.dispatch_words import FINDINGS
from vaern.web.following import following, while_permitted
from vaern.web.forms import PlayForm
from vaern.web.holding import still_may
from vaern.web.live import service, watched
from vaern.web.permissions import allowed, roles
from vaern.web.player import player
from vaern.web.room_texts import texts
from vaern.web.views.documents import alarm_evidence, case_of
from vaern.web.warner import is_silent
from vaern.zones import margin_polygon


@require_GET
@allowed("watch")
def room(request: HttpRequest) -> HttpResponse:
    """Show the map with the zones that are watched now."""
    data = {
        "controls": [_drawn(control) for control in watched(clock.now())],
        "stream": reverse("control-room-stream"),
        "after": player.entries_before,
        "playing": player.is_playing,
        "reported": sorted(_reported()),
        "play": reverse("control-room-play"),
        "evidence": reverse("evidence"),
        "answerable": ENDED_BY_ANSWER,
        "alarm": reverse("alarm"),
        "acts": reverse("acts"),
        "texts": texts(),
    }
    return render(
        request,
        "control_room/page.html",
        {
            "nobody_warns": Reach.objects.exists() and is_silent(clock.now()),
            "room": data,
            "form": PlayForm(),
            "findings": FINDINGS,
            "section": "control-room",
        },
    )


def _reported() -> set[str]:
    """Return the alarms that stand in a case already."""
    return set(Entry.objects.filter(type=BreachReported.type).values_list("data__alarm", flat=True))


def _drawn(control: dict[str, Any]) -> dict[str, Any]:
    return {"id": control["id"], "zones": [_outlined(zone) for zone in control["zones"]]}


def _outlined(zone: dict[str, Any]) -> dict[str, Any]:
    margin_m = zone["margin_m"][-1]["m"]
    return {
        "id": zone["id"],
        "geometry": zone["geometry"],
        "margin_m": margin_m,
        "margin_geometry": margin_polygon(zone["geometry"], margin_m),
    }


@require_GET
@allowed("watch")
async def stream(request: HttpRequest) -> HttpResponseBase:
    """Follow the live service: alarms, released positions and counts, as server-sent events."""
    after = request.headers.get("Last-Event-ID") or request.GET.get("after") or "0"
    if not re.fullmatch(r"[0-9]{1,15}", after):
        return JsonResponse(
            {"error": "not a place in the stream", "where": "/after", "expected": "a number"}, status=422
        )
    heard = following(await sync_to_async(service)(), int(after), lambda: player.walks)
    user, session = await request.auser(), request.session.session_key
    told = while_permitted(heard, lambda: sync_to_async(still_may)(user.pk, session, "watch"))
    return StreamingHttpResponse(told, content_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@require_POST
@allowed("watch")
def play(request: HttpRequest) -> HttpResponse:
    """Play the recorded walk at a chosen speed."""
    form = PlayForm(request.POST)
    if not form.is_valid():
        return _refused(_("Choose one of the speeds."), 422)
    devices = [device for control in watched(clock.now()) for device in control["respondent_devices"]]
    if not devices:
        return _refused(_("No zone is watched now, so there is nothing to play against."), 422)
    start = player.play(devices[0], clock.now(), float(form.cleaned_data["speed"]))
    if start is None:
        return _refused(_("A walk is playing already."), 409)
    return JsonResponse({"start": start.isoformat()})


def _refused(said: str, status: int) -> JsonResponse:
    return JsonResponse({"error": said}, status=status)


@require_POST
@allowed("answer_alarm")
def answer_alarm(request: HttpRequest) -> HttpResponse:
    """Say that somebody has dealt with an alarm that ends by nothing else, and what was found."""
    alarm, finding = request.POST.get("alarm", ""), request.POST.get("finding", "")
    live = service()
    known = next((each for each in live.alarms() if each["alarm"] == alarm), None)
    if known is None or known["kind"] not in ENDED_BY_ANSWER:
        raise Http404
    if finding not in FINDINGS:
        return _refused(_("Choose what was found."), 422)
    name = request.user.get_username()
    live.answer(alarm, name, finding)
    with suppress(Refused):  # closed before, while the service did not answer
        began = datetime.fromisoformat(known["began_at"])
        do(
            Act(
                alarm=alarm,
                kind=known["kind"],
                began_at=began,
                what=CLOSED,
                finding=finding,
                by=name,
                at=clock.now(),
            )
        )
    messages.success(request, _("The alarm is answered. It stands with your name."))
    return redirect("control-room")


@require_POST
@allowed("report_breach")
def report_breach(request: HttpRequest) -> HttpResponse:
    """Pass an alarm on to its case: a reference and the hash of the evidence, no position."""
    evidence = alarm_evidence(request, request.POST.get("alarm", ""))
    case = case_of(evidence.control)
    if case is None:
        raise Http404
    now = clock.now()
    if evidence.alarm in _reported():
        messages.info(request, _("This alarm was reported before. It stands in the case once."))
        return redirect("control-room")
    event = BreachReported(at=now, alarm=evidence.alarm, evidence_sha256=digest(as_json(evidence)))
    say(case, [event], by=request.user.get_username(), roles=roles(request.user), now=now)
    messages.success(request, _("The case officer now has the alarm in the case."))
    return redirect("control-room")
