"""The law to read: a provision's own words, the remarks to it, what cites it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vaern import packs
from vaern.errors import InputError
from vaern.law import explain
from vaern.web.permissions import allowed


@require_GET
@allowed("read_law")
def provision(request: HttpRequest) -> HttpResponse:
    """Explain `?citation=`."""
    try:
        explained = explain(packs.load_all(), request.GET.get("citation", ""))
        source = packs.load(explained["pack"]).source
    except InputError:
        raise Http404 from None
    return render(request, "law/provision.html", {"provision": explained, "source": source})
