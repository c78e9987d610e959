"""The API: the same functions as the pages, the same permissions, described by OpenAPI at `/api/docs`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Body, NinjaAPI
from ninja.security import SessionAuth

from vaern import __version__, packs
from vaern.cases import log
from vaern.cases.events import write
from vaern.errors import InputError
from vaern.law import assess, explain
from vaern.web.permissions import may
from vaern.web.views.case import case_file


class SignedIn(SessionAuth):
    """The sign-in of the pages."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Return the signed-in user, or None."""
        return request.user if request.user.is_authenticated else None


api = NinjaAPI(title="Værn", version=__version__, auth=SignedIn(csrf=True))


def _require(request: HttpRequest, action: str) -> None:
    if not may(request.user, action):
        raise PermissionDenied


@api.exception_handler(InputError)
def unusable(request: HttpRequest, error: InputError) -> HttpResponse:
    """Answer what cannot be used with 422 and the contract's error object."""
    return api.create_response(request, error.as_dict(), status=422)


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """Answer what the role does not open with 403."""
    return api.create_response(
        request, InputError("not for your role", "", "another sign-in").as_dict(), status=403
    )


@api.get("/cases/{reference}/log")
def case_log(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Return the log: each entry with its hash, and the number of the first broken one or null."""
    _require(request, "read_cases")
    file = case_file(request, reference)
    entries = [
        {
            "number": line.number,
            "type": line.event.type,
            "data": write(line.event),
            "by": line.by,
            "recorded_at": line.recorded_at,
            "hash": line.hash,
            "struck": line.struck,
            "corrected_by": line.corrected_by,
        }
        for line in file.lines
    ]
    return {"reference": reference, "broken_at": log.broken_at(file.case), "entries": entries}


@api.get("/cases/{reference}/assessment")
def case_assessment(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Return the law contract's assessment of the case as its log stands now."""
    _require(request, "read_cases")
    return case_file(request, reference).assessment


@api.get("/cases/{reference}/obligations")
def case_obligations(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Return the obligations of the case as its log stands now, in the law contract's shape."""
    _require(request, "read_cases")
    return {"obligations": case_file(request, reference).obligations}


@api.post("/law/assess")
def law_assess(request: HttpRequest, facts: Body[dict[str, Any]]) -> dict[str, Any]:
    """Assess facts of the law contract; nothing is stored."""
    _require(request, "read_law")
    return assess(packs.load(str(facts.get("law"))), facts)


@api.get("/law/explain")
def law_explain(request: HttpRequest, citation: str) -> dict[str, Any]:
    """Explain a citation."""
    _require(request, "read_law")
    return explain(packs.load_all(), citation)
