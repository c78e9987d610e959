"""Her diary: written, read again, taken home as PDF, handed to the case when she wants it."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern.cases.attachments import PICTURES
from vaern.cases.saying import say
from vaern.documents import paper
from vaern.documents.printed import speaking
from vaern.errors import InputError
from vaern.persons import diary
from vaern.persons.models import PROTECTED_PERSON, DiaryEntry
from vaern.web.diary_pages import KINDS, DiaryForm, handed_over, paper_of
from vaern.web.parties import Own, party
from vaern.web.views.documents import _language, _pdf


@require_http_methods(["GET", "POST"])
@party("see_own_protection", fresh=True)
def diary_page(request: HttpRequest, own: Own) -> HttpResponse:
    """Show what she wrote, newest first; on POST take one more in. What is wrong is said, nothing is lost."""
    first = {"key": uuid.uuid4().hex, "happened_at": own.file.now, "now": own.file.now}
    form = DiaryForm(request.POST or None, request.FILES or None, initial=first)
    form.fields["happened_at"].on_clock_of(ZoneInfo(own.file.pack.time_zone))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            diary.enter(
                own.access, said["key"], happened_at=said["happened_at"], kind=said["kind"],
                text=said["text"], files=[each.read() for each in said["files"]], now=own.file.now,
            )  # fmt: skip
        except InputError as error:
            form.add_error("files", f"{error.error} {error.expected}")
        else:
            messages.success(request, _("It is written down, with the time and a seal."))
            return redirect("mine-diary")
    entries = [(each, KINDS[each.kind]) for each in own.access.diary.order_by("-number")]
    return render(
        request,
        "mine/diary.html",
        {
            "form": form, "entries": entries, "given": _given(own), "section": "diary",
            "broken_at": diary.broken_at(own.access),
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_GET
@party("see_own_protection", fresh=True)
def diary_pdf(request: HttpRequest, own: Own) -> HttpResponse:
    """Give the whole diary as PDF."""
    language = _language()
    with speaking(language):
        return _pdf(paper.render(paper_of(own, list(own.access.diary.all())), language), "notes.pdf")


@require_GET
@party("see_own_protection", fresh=True)
def diary_file(request: HttpRequest, own: Own, sha256: str) -> HttpResponse:
    """Give a file of her own diary as she sent it."""
    kinds = {file["sha256"]: file["type"] for each in own.access.diary.all() for file in each.files}
    if sha256 not in kinds:
        raise Http404
    how = "inline" if kinds[sha256] in PICTURES.values() else "attachment"
    return HttpResponse(
        diary.path_of(sha256).read_bytes(),
        content_type=kinds[sha256],
        headers={
            "Content-Disposition": f"{how}; filename={sha256[:12]}",
            "Content-Security-Policy": "sandbox",
        },
    )


@require_POST
@party("see_own_protection", fresh=True)
def hand_over(request: HttpRequest, own: Own) -> HttpResponse:
    """Give the chosen entries to the case, as she wrote them. What was given cannot be taken back."""
    given = _given(own)
    chosen: list[DiaryEntry] = [
        each
        for each in own.access.diary.all()
        if str(each.number) in request.POST.getlist("number") and each.number not in given
    ]
    if not chosen:
        messages.error(request, _("Choose what the police are to get."))
        return redirect("mine-diary")
    say(
        own.file.case, [handed_over(own, chosen)], by=f"own pages {own.access.pk}",
        roles=frozenset({PROTECTED_PERSON}), now=own.file.now,
    )  # fmt: skip
    messages.success(request, _("The police have it now."))
    return redirect("mine-diary")


def _given(own: Own) -> set[int]:
    """Return the numbers that the case has: those whose hash stands in it."""
    hashes = {line.hash for event in own.file.events for line in getattr(event, "lines", ())}
    return {each.number for each in own.access.diary.all() if each.hash in hashes}
