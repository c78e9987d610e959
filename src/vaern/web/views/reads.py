"""Who has read a case."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vaern.cases import reads
from vaern.web.emergencies import lately
from vaern.web.permissions import allowed
from vaern.web.views.case import case_file, case_page

SHOWN = 200


@require_GET
@allowed("read_cases")
def reads_page(request: HttpRequest, reference: str) -> HttpResponse:
    """List who opened something of the case; this reading too."""
    file = case_file(request, reference)
    found = reads.visits(file.case, ZoneInfo(file.pack.time_zone), SHOWN + 1)
    return case_page(
        request, "reads", file, visits=found[:SHOWN], more=len(found) > SHOWN,
        emergencies=lately(file.case, file.now),
    )  # fmt: skip
