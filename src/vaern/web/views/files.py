"""A file of a case, for those who may read the case: never under its own name, never with its metadata."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from vaern.cases import attachments
from vaern.cases.models import Attachment
from vaern.web import clock
from vaern.web.permissions import allowed, within
from vaern.web.views.case import note_read


@require_GET
@allowed("read_cases")
def file(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """Give a file that the case holds; one of another case is not found."""
    kept = get_object_or_404(
        within(Attachment.objects.select_related("case"), request.user),
        case__reference=reference,
        sha256=sha256,
    )
    note_read(request, kept.case, clock.now())
    return served(kept)


def served(kept: Attachment) -> HttpResponse:
    """Give a file as a page shows it: it runs nothing, and bears no name but the beginning of its hash."""
    try:
        content = attachments.shown(kept)
    except FileNotFoundError:
        raise Http404 from None
    is_picture = kept.media_type in attachments.PICTURES.values()
    ending = "jpg" if is_picture else kept.media_type.partition("/")[2]
    how = "inline" if is_picture else "attachment"
    return HttpResponse(
        content,
        content_type="image/jpeg" if is_picture else kept.media_type,
        headers={
            "Content-Disposition": f"{how}; filename={kept.sha256[:12]}.{ending}",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        },
    )
