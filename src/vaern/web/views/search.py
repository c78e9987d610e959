"""Finding cases and persons. What is looked for never stands in an address."""

from __future__ import annotations

import re
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from vaern.cases.models import Mention
from vaern.cases.persons import MOST, RESPONDENT, appearances, by_reference, search, victims_of
from vaern.web import clock
from vaern.web.permissions import allowed, visible, within
from vaern.web.views.case import note_read

SHOWN = 50
LONGEST = 200
_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_REFERENCE = re.compile(r"[\w-]*\d[\w-]*")


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def search_page(request: HttpRequest) -> HttpResponse:
    """Look for a name, a birthdate or a case's number among the cases the person may read."""
    wanted = " ".join(request.POST.get("q", "")[:LONGEST].replace("\0", "").split())
    words, born = _parts(wanted)
    is_reference = born is None and _REFERENCE.fullmatch(wanted) is not None
    people = [] if is_reference else list(within(search(words, born), request.user)[: SHOWN + 1])
    cases = by_reference(wanted if is_reference else "")
    cases = cases.filter(pk__in=visible(request.user).values("pk"))[:SHOWN]
    return render(
        request,
        "desk/search.html",
        {
            "section": "search", "wanted": wanted, "places": _placed(people[:SHOWN]),
            "cases": cases, "more": len(people) > SHOWN,
        },
    )  # fmt: skip


def _parts(wanted: str) -> tuple[str, date | None]:
    """Take a birthdate out of what is looked for; one that no calendar has is left among the words."""
    found = _DATE.search(wanted)
    if found is None:
        return wanted, None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return wanted, None
    return " ".join((wanted[: found.start()] + " " + wanted[found.end() :]).split()), born


def _placed(people: list[Mention]) -> list[tuple[Mention, int]]:
    """Return each mention with its place among those of its entry, by which its page is addressed."""
    same = Mention.objects.filter(case__in={each.case_id for each in people}).order_by("pk")
    found: dict[tuple[int, int], list[int]] = {}
    for case, entry, pk in same.values_list("case", "entry", "pk"):
        found.setdefault((case, entry), []).append(pk)
    return [(each, found[each.case_id, each.entry].index(each.pk)) for each in people]


@require_GET
@allowed("read_cases")
def person_page(request: HttpRequest, reference: str, entry: int, place: int) -> HttpResponse:
    """Show every case around a person, and whether several persons are protected against one."""
    mentions = within(Mention.objects.all(), request.user)
    found = mentions.filter(case__reference=reference, entry=entry).select_related("case")
    person = found.order_by("pk")[place : place + 1].first()
    if person is None:
        raise Http404
    note_read(request, person.case, clock.now())
    cases = appearances(person, mentions)
    return render(
        request,
        "desk/person.html",
        {
            "section": "search", "person": person, "cases": cases, "victims": victims_of(cases),
            "as_respondent": sum(each.mention.role == RESPONDENT for each in cases),
            "more": len(cases) == MOST,
        },
    )  # fmt: skip
