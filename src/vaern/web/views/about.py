"""What Værn is, what it is not, and whose work it rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaern import __version__


def about(request: HttpRequest) -> HttpResponse:
    """Show the page about Værn."""
    return render(request, "about.html")


def version(request: HttpRequest) -> dict[str, str]:
    """Give templates the version."""
    return {"version": __version__}
