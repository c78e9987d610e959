"""The work list and the calendar: what waits, by when, whose it is."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vaern.cases.index import refresh
from vaern.documents.printed import CLOCK
from vaern.notify.feed import feed
from vaern.notify.models import Feed, find_feed, make_feed
from vaern.web import clock
from vaern.web.permissions import allowed, may, within
from vaern.web.telling import due_for
from vaern.web.work import NATURES, PAGE, WHENS, Chosen, cursor, districts, duties, in_danger, state


@require_GET
@allowed("read_cases")
def work_page(request: HttpRequest) -> HttpResponse:
    """List what waits by its time, imminent danger before everything else."""
    now = clock.now()
    refresh(now)
    chosen = Chosen.of(request.GET, request.user.get_username())
    found = list(within(duties(chosen, now), request.user)[: PAGE + 1])
    shown = found[:PAGE]
    kept = request.GET.copy()
    kept.pop("after", None)
    return render(
        request,
        "desk/work.html",
        {
            "section": "work", "chosen": chosen, "rows": [(each, state(each, now)) for each in shown],
            "danger": [] if chosen.after else within(in_danger(chosen), request.user)[:PAGE],
            "districts": districts(),
            "natures": NATURES, "whens": WHENS, "kept": kept.urlencode(),
            "next": cursor(shown[-1]) if len(found) > PAGE else "",
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Give a person an address for her calendar, shown once, or revoke it."""
    secret = ""
    if request.method == "POST" and "revoke" in request.POST:
        Feed.objects.filter(person=request.user).delete()
        messages.success(request, _("The address is revoked: it shows nothing any more."))
        return redirect("calendar")
    if request.method == "POST":
        secret = make_feed(request.user, translation.get_language() or settings.LANGUAGE_CODE, clock.now())
    address = request.build_absolute_uri(reverse("calendar-feed", args=[secret])) if secret else ""
    mine = Feed.objects.filter(person=request.user).first()
    return render(request, "desk/calendar.html", {"section": "work", "feed": mine, "address": address})


@require_GET
@login_not_required
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program that knows the secret; whoever may no longer read cases gets nothing."""
    found = find_feed(secret)
    if found is None or not found.person.is_active or not may(found.person, "read_cases"):
        raise Http404
    now = clock.now()
    with translation.override(found.language):
        content = feed(due_for(found.person.get_username(), now), "Værn", CLOCK, now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
