"""Who outside has been told what, on which ground; and the letters by which they read and answer it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from vaern.cases.disclosures import Told, may_show, tellings, told
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.letters import door
from vaern.letters.models import Letter
from vaern.web.letter import refuse_withheld
from vaern.web.permissions import allowed
from vaern.web.posting import announce, way_in
from vaern.web.steps.disclosing import in_words
from vaern.web.views.case import case_file, case_page


class LetterForm(forms.Form):
    """Where the letter goes, and in which language it speaks."""

    authority = forms.CharField(label=gettext_lazy("Which office, firm or court?"), max_length=200)
    address = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


@require_GET
@allowed("read_cases")
def told_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show every telling: to whom, when, on which ground, what it shows, and what was answered."""
    return _shown(request, case_file(request, reference))


@require_POST
@allowed("write_cases")
def send_letter(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Make a letter of a telling and mail the link; where that fails the link is shown, to be handed on."""
    file = case_file(request, reference)
    found, form = _found(file, entry), LetterForm(request.POST)
    if not form.is_valid():
        return _shown(request, file, failed=entry, form=form, status=422)
    try:
        refuse_withheld(file, found)
    except InputError:
        messages.error(
            request,
            _("A word that must be kept back stands in what the letter would show. Leave that entry out."),
        )
        return redirect("case-told", reference)
    said = form.cleaned_data
    sent = door.send(
        file.case, entry, found.receiver, said["authority"], said["address"], language=said["language"],
        by=request.user.get_username(), now=file.now,
    )  # fmt: skip
    if announce(request, sent):
        messages.success(request, _("The letter is on its way."))
        return redirect("case-told", reference)
    return _shown(request, file, link=way_in(request, sent.number))


@require_POST
@allowed("write_cases")
def end_letter(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    """Close a letter at once."""
    file = case_file(request, reference)
    door.end(get_object_or_404(Letter, case=file.case, pk=letter), file.now)
    messages.success(request, _("The letter is closed: nobody reads it any more."))
    return redirect("case-told", reference)


def _found(file: CaseFile, entry: int) -> Told:
    found = told(file, entry)
    if found is None or not may_show(file, found):
        raise Http404
    return found


def _shown(request: HttpRequest, file: CaseFile, *, status: int = 200, **context: Any) -> HttpResponse:
    letters: dict[int, list[Letter]] = {}
    for letter in Letter.objects.filter(case=file.case).order_by("-pk"):
        letters.setdefault(letter.told, []).append(letter)
    rows = [
        {
            "told": each,
            "ground": in_words(each.ground) if each.ground else "",
            "may_show": may_show(file, each),
            "letters": letters.get(each.number, []),
            "entries": [line for line in file.standing if line.number in each.entries],
            "form": _form(file, each, context),
        }
        for each in tellings(file)
    ]
    page = case_page(request, "told", file, rows=rows, **context)
    page.status_code = status
    return page


def _form(file: CaseFile, each: Told, context: dict[str, Any]) -> LetterForm:
    if context.get("failed") == each.number:
        found: LetterForm = context["form"]
        return found
    return LetterForm(
        initial={"authority": each.authority, "language": settings.LANGUAGE_CODE},
        auto_id=f"id_%s_{each.number}",
    )
