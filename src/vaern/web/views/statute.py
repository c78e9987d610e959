"""The law to read: a provision's own words, the remarks to it, what it does, what cites it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vaern import packs
from vaern.errors import InputError
from vaern.law import explain, treatment
from vaern.law.statute import REMARKS
from vaern.web.permissions import allowed


@require_GET
@allowed("read_law")
def provision(request: HttpRequest) -> HttpResponse:
    """Explain `?citation=`; without one, go to the list of packs."""
    citation = request.GET.get("citation")
    if citation is None:
        return redirect("law")
    try:
        explained = explain(packs.load_all(), citation)
    except InputError:
        raise Http404 from None
    pack = packs.load(explained["pack"])
    cite = explained["citation"].removeprefix(f"{pack.id} ")
    whole = cite.removesuffix(REMARKS)
    versions = [each for each in pack.versions if each.cite == whole]
    return render(
        request,
        "law/provision.html",
        {
            "provision": explained,
            "pack": pack,
            "does": treatment(pack, whole),
            "versions": versions if len(versions) > 1 else [],
            "section": "law",
        },
    )
