"""The pages of a letter: for somebody outside, without an account, one telling and its answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern.cases import reads
from vaern.cases.events import RECEIVER
from vaern.cases.models import Attachment
from vaern.cases.saying import say
from vaern.documents import bundle, decision, paper
from vaern.documents.printed import speaking
from vaern.errors import InputError
from vaern.letters import door
from vaern.letters.models import Letter
from vaern.web import clock, papers
from vaern.web.answering import AnswerForm
from vaern.web.bundle import bundle_of
from vaern.web.decision import decision_of, printed_reference
from vaern.web.letter import Shown, refuse_withheld, shown
from vaern.web.posting import mail_code
from vaern.web.steps.disclosing import in_words
from vaern.web.views.documents import _language, _pdf
from vaern.web.views.files import served

IDLE_S = 30 * 60
"""Ours, of no statute: a letter left open on a desk closes."""


@require_GET
@login_not_required
def door_page(request: HttpRequest) -> HttpResponse:
    """Ask for the number; the link has it behind `#`, and the page fills it in."""
    return render(request, "letters/door.html")


@require_POST
@login_not_required
def ask_code(request: HttpRequest) -> HttpResponse:
    """Mail a code where the number is that of an open letter; the answer is the same where it is not."""
    number, now = request.POST.get("number", ""), clock.now()
    letter = door.of_number(number, now)
    code = door.new_code(letter, now) if letter else None
    if letter and code and not mail_code(letter, code):
        return render(request, "letters/door.html", {"number": number, "failed": _unsent()}, status=503)
    return render(request, "letters/door.html", {"number": number, "mailed": True})


def _unsent() -> str:
    return _("The code could not be mailed just now. Try again in some minutes.")


@require_POST
@login_not_required
def open_letter(request: HttpRequest) -> HttpResponse:
    """Open the letter for this browser; a wrong or old code is told alike."""
    number = request.POST.get("number", "")
    letter = door.opens(number, request.POST.get("code", ""), clock.now())
    if letter is None:
        said = _("This does not open. Ask for a new code, or ask the police for a new letter.")
        return render(
            request, "letters/door.html", {"number": number, "mailed": True, "failed": said}, status=422
        )
    request.session.flush()
    request.session["letter"] = letter.pk
    request.session["letter_seen"] = int(timezone.now().timestamp())
    return redirect("letter-read")


def with_letter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view what the open letter shows; the reading is on record first. Else back to the door."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now, seen = clock.now(), int(timezone.now().timestamp())
        rested = seen - request.session.get("letter_seen", 0) > IDLE_S
        letter = Letter.objects.filter(
            pk=request.session.get("letter"), ended_at=None, until__gt=now
        ).select_related("case").first()  # fmt: skip
        found = shown(letter, now) if letter and not rested else None
        if found is None:
            request.session.pop("letter", None)
            return redirect("letter")
        request.session["letter_seen"] = seen
        page = request.resolver_match.view_name if request.resolver_match else ""
        reads.note(found.file.case, by=_reader(found), page=page, now=now)
        try:
            refuse_withheld(found.file, found.told)
            return view(request, found, *args, **kwargs)
        except InputError:
            return render(request, "letters/kept_back.html", status=409)

    return guarded


def _reader(found: Shown) -> str:
    return f"{found.letter.authority[:60]} (letter {found.letter.pk})"


@require_http_methods(["GET"])
@with_letter
def letter_page(request: HttpRequest, found: Shown) -> HttpResponse:
    """Show the letter and what it asks."""
    return _page(request, found, AnswerForm(shown=found))


@require_POST
@with_letter
def answer(request: HttpRequest, found: Shown) -> HttpResponse:
    """Say the answer in the case."""
    form = AnswerForm(request.POST, shown=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        say(
            found.file.case, [form.event()], by=_reader(found), roles=frozenset({RECEIVER}),
            now=found.file.now, token=request.POST.get("token") or None,
        )  # fmt: skip
    except InputError as error:
        form.refuse(error)
        return _page(request, found, form, status=422)
    return redirect("letter-read")


@require_POST
@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the letter in this browser."""
    request.session.flush()
    return redirect("letter")


@require_GET
@with_letter
def decision_pdf(request: HttpRequest, found: Shown, order: str) -> HttpResponse:
    """Give a decision that the letter shows."""
    chosen = next((each for each in found.orders if each.name == order), None)
    if chosen is None:
        raise Http404
    return _pdf(decision.render(decision_of(found.file, chosen), _language()), "decision.pdf")


@require_GET
@with_letter
def bundle_pdf(request: HttpRequest, found: Shown) -> HttpResponse:
    """Give the court the bundle as it was submitted."""
    then = found.as_sent() if found.told.bundle else found.file
    order = then.order(found.told.bundle)
    if order is None:
        raise Http404
    return _pdf(bundle.render(bundle_of(then, order), _language()), "bundle.pdf")


@require_GET
@with_letter
def child_notice_pdf(request: HttpRequest, found: Shown) -> HttpResponse:
    """Give the notice of children."""
    if not found.told.child_notice:
        raise Http404
    language = _language()
    with speaking(language):
        data = papers.child_notice(found.file, found.told.line)
        return _pdf(paper.render(data, language), "child-notice.pdf")


@require_GET
@with_letter
def file(request: HttpRequest, found: Shown, sha256: str) -> HttpResponse:
    """Give a file of an entry that the letter shows."""
    named = {digest for line in found.lines for digest in getattr(line.event, "files", ())}
    kept = Attachment.objects.filter(case=found.file.case, sha256=sha256).first()
    if kept is None or sha256 not in named:
        raise Http404
    return served(kept)


def _page(request: HttpRequest, found: Shown, form: AnswerForm, status: int = 200) -> HttpResponse:
    ground = found.told.ground
    return render(
        request,
        "letters/letter.html",
        {
            "shown": found, "form": form, "ground": ground, "said": in_words(ground) if ground else "",
            "reference": printed_reference(found.file), "pack": found.file.pack,
        },
        status=status,
    )  # fmt: skip
