"""The protected person's own pages: call for help, diary, what protects her. None names what it is for."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern.cases.events import ContactPersonNamed, CounselAppointed
from vaern.persons import access as accesses
from vaern.persons.models import POSITION, Consent
from vaern.service.client import NotThere
from vaern.web import clock
from vaern.web.calling import CallForm, answer_to, call
from vaern.web.dispatch_words import DESKS
from vaern.web.help_lines import help_lines
from vaern.web.live import service
from vaern.web.parties import Own, party
from vaern.web.templatetags.words import when


class StartForm(forms.Form):
    """The code from the police, and the password that the party chooses."""

    code = forms.CharField(label=gettext_lazy("The code from the police"), max_length=40)
    password = forms.CharField(
        label=gettext_lazy("A password that only you know"), widget=forms.PasswordInput,
        help_text=gettext_lazy("Do not use one that he may know or guess."),
    )  # fmt: skip
    again = forms.CharField(label=gettext_lazy("The same password once more"), widget=forms.PasswordInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is weak, or written in two ways."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("password"):
            try:
                validate_password(said["password"])
            except forms.ValidationError as error:
                self.add_error("password", error)
        if said.get("password") != said.get("again"):
            self.add_error("again", _("The two are not the same."))
        return said


@require_http_methods(["GET", "POST"])
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Let a party in by the code, once; after that by the made-up name and the password."""
    form = StartForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "mine/start.html", {"form": form}, status=422 if form.errors else 200)
    said = form.cleaned_data
    access = accesses.take(said["code"], said["password"], clock.now())
    if access is None or access.user is None:
        form.add_error("code", _("This code opens nothing. Ask the police for a new one."))
        return render(request, "mine/start.html", {"form": form}, status=422)
    login(request, access.user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    request.session.set_expiry(90 * 24 * 3600)
    return render(request, "mine/started.html", {"name": access.user.get_username()})


@require_GET
@party("see_own_protection")
def alarm_page(request: HttpRequest, own: Own) -> HttpResponse:
    """Call for help. The page holds nothing of the case: it is kept for a bad connection."""
    return render(request, "mine/alarm.html", {"position": accesses.consents(own.access), "section": "alarm"})


@require_POST
@party("see_own_protection")
def call_for_help(request: HttpRequest, own: Own) -> HttpResponse:
    """Take a call and pass it on. What goes wrong is said, and the telephone goes on trying."""
    try:
        said = json.loads(request.body)
    except ValueError:
        said = {}
    form = CallForm(said if isinstance(said, dict) else {})
    if not form.is_valid():
        for field in set(form.errors) - {"key"}:  # a bad position or clock keeps no call back
            form.cleaned_data[field] = None
        if "key" in form.errors:
            form.cleaned_data["key"] = uuid.uuid4().hex
    try:
        call(own.access, form.cleaned_data)
    except NotThere:
        return JsonResponse({"state": "waiting"}, status=503)
    return JsonResponse({"state": "received"})


@require_GET
@party("see_own_protection")
def call_state(request: HttpRequest, own: Own, key: str) -> HttpResponse:
    """Say how far a call has come, in her language."""
    try:
        found = answer_to(own.access, key)
    except NotThere:
        return JsonResponse({"state": "waiting"}, status=503)
    if found["state"] == "seen":
        found = {"state": "seen", "desk": str(DESKS[found["desk"]]), "at": when(found["at"])}
    return JsonResponse(found)


@require_GET
@party("see_own_protection", fresh=True)
def protection(request: HttpRequest, own: Own) -> HttpResponse:
    """Show what protects her, until when, and what it does not do."""
    events = own.file.happened
    people = [each for each in events if isinstance(each, ContactPersonNamed)]
    counsel = [
        each
        for each in events
        if isinstance(each, CounselAppointed) and each.represents == "protected_person"
    ]
    return render(
        request,
        "mine/protection.html",
        {
            "own": own, "person": people[-1] if people else None, "counsel": counsel[-1] if counsel else None,
            "lines": help_lines(own.file.pack.jurisdiction), "device": _device(own),
            "position": accesses.consents(own.access), "section": "protection",
        },
    )  # fmt: skip


def _device(own: Own) -> dict[str, Any]:
    """Return what is known of the devices that she carries: `known` False where nobody can tell."""
    carried = {
        own.access.device,
        *(name for each in own.file.controls() for name in each.get("protected_devices", ())),
    }
    try:
        alarms = [each for each in service().alarms() if each.get("device") in carried]
    except NotThere:
        return {"known": False, "kinds": []}
    return {"known": True, "kinds": [each["kind"] for each in alarms if each["event"] != "cleared"]}


@require_POST
@party("see_own_protection", fresh=True)
def consent(request: HttpRequest, own: Own) -> HttpResponse:
    """Write down her yes or no; it counts at once."""
    given = request.POST.get("given")
    if given not in ("yes", "no"):
        raise Http404
    Consent(access=own.access, what=POSITION, given=given == "yes", at=own.file.now).save()
    return redirect("mine-protection")


@require_GET
@party("see_own_protection")
def digital(request: HttpRequest, own: Own) -> HttpResponse:
    """Say what to do about a telephone, an account or a car that somebody else follows."""
    return render(request, "mine/digital.html", {"section": "digital"})


@require_http_methods(["GET", "POST"])
@party("see_own_protection")
def unlock(request: HttpRequest, own: Own) -> HttpResponse:
    """Ask for the password again."""
    failed = False
    if request.method == "POST":
        name, password = request.user.get_username(), request.POST.get("password", "")
        if authenticate(request, username=name, password=password) is not None:
            request.session["fresh_at"] = timezone.now().timestamp()
            return redirect("mine-protection")
        failed = True
    return render(request, "mine/unlock.html", {"failed": failed}, status=422 if failed else 200)


@require_GET
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page is put on a telephone: under a name and an icon that tell nothing."""
    name = _("My notes")
    icon = {"src": "/static/mine/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {
            "name": name, "short_name": name, "start_url": "/mine/", "scope": "/mine/",
            "display": "standalone",
            "background_color": "#ffffff", "theme_color": "#485662", "icons": [icon],
        },
        content_type="application/manifest+json",
    )  # fmt: skip


@require_GET
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker from her own pages' folder, so that it rules these and no other."""
    path = finders.find("mine/worker.js")
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:
        return HttpResponse(file.read(), content_type="text/javascript")
