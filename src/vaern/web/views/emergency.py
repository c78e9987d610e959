"""A case of another district, opened in an emergency: for a day, with a reason, told to its owner."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vaern.cases.models import Case, Emergency
from vaern.web import clock
from vaern.web.emergencies import PURPOSES
from vaern.web.permissions import allowed, beyond

LOG = logging.getLogger(__name__)
OPEN_FOR = timedelta(hours=24)
"""Ours, of no statute: long enough for a night and the day after it."""


class EmergencyForm(forms.Form):
    """Which case, what for, and why now."""

    reference = forms.CharField(label=_("Case number"), max_length=40)
    purpose = forms.ChoiceField(
        label=_("What for?"), choices=list(PURPOSES.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why now?"), min_length=10, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence. It is read by whoever has the case."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("open_in_emergency")
def emergency(request: HttpRequest) -> HttpResponse:
    """Ask for the case, the purpose and the reason; then the case is open to this person for a day."""
    form = EmergencyForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _asked(request, form if request.method == "POST" else EmergencyForm())
    said, now = form.cleaned_data, clock.now()
    case = beyond(request.user).filter(reference=said["reference"].strip()).first()
    if case is None:
        form.add_error("reference", gettext("No case of another district has this number."))
        return _asked(request, form)
    Emergency(
        case=case, by=request.user.get_username(), purpose=said["purpose"], reason=said["reason"],
        at=now, until=now + OPEN_FOR,
    ).save()  # fmt: skip
    _tell_owner(case)
    return redirect("case", case.reference)


def _asked(request: HttpRequest, form: EmergencyForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "desk/emergency.html", {"form": form, "section": "desk"}, status=status)


def _tell_owner(case: Case) -> None:
    """Write to whoever has the case; where the mail fails, the case itself says it all the same."""
    owner = User.objects.filter(username=case.summary.officer).exclude(email="").first()
    if owner is None:
        return
    feed = getattr(owner, "feed", None)
    with override(feed.language if feed else settings.LANGUAGE_CODE):
        subject = gettext("Your case {reference} was opened from another district")
        text = gettext("Who it was, and why, stands on the page of the case.")
    try:
        EmailMessage(subject.format(reference=case.reference), text, to=[owner.email]).send()
    except (OSError, SMTPException) as error:
        LOG.error("the owner of a case was not told by mail of an emergency", exc_info=error)
