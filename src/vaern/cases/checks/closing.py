"""Checks. Closing a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.danger import imminent_danger
from vaern.cases.events import CaseClosed, CaseReopened
from vaern.cases.file import CaseFile
from vaern.deadlines.obligation import Obligation
from vaern.errors import InputError


def waiting(file: CaseFile) -> list[Obligation]:
    """Return the duties that are not done and the orders that run: no case is closed over them silently."""
    return [duty for duty in file.duties if duty.is_pending and duty.nature in ("duty", "order")]


def is_closed(file: CaseFile) -> bool:
    """Tell whether the last word on it says that the case is closed."""
    return next((event.closes for event in reversed(file.events) if event.closes is not None), False)


@check(CaseClosed)
def closed_with_reasons(file: CaseFile, event: CaseClosed) -> None:
    """Nothing closes twice, in imminent danger, or while a duty waits without a reason."""
    if is_closed(file):
        raise InputError(_("The case is closed already."), "/reason", _("There is nothing to do."))
    if imminent_danger(file):
        raise InputError(
            _("The log says that danger is imminent."),
            "/reason",
            _("Say first, under Risk, that it is over and why."),
        )
    if waiting(file) and not event.open_duties.strip():
        raise InputError(
            _("Duties are still open in this case."),
            "/open_duties",
            _("Do them first, or write why the case may be closed without them."),
        )


@check(CaseReopened)
def only_a_closed_case_is_reopened(file: CaseFile, event: CaseReopened) -> None:
    """A case that is open cannot be opened."""
    if not is_closed(file):
        raise InputError(_("The case is open."), "/reason", _("There is nothing to do."))
