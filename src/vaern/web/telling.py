"""What a person is told outside the desk: of the cases that are hers, what is due, by reference alone."""

from __future__ import annotations

from datetime import datetime

from vaern.cases.index import waiting
from vaern.cases.models import Duty
from vaern.notify.due import Due
from vaern.web.words import word

MOST = 500


def due_for(officer: str, now: datetime) -> list[Due]:
    """Return the duties and ends of orders that wait in the cases of `officer`, in the active language."""
    found = waiting(now).filter(officer=officer, nature__in=("duty", "order")).select_related("case")
    return [_due(each) for each in found.order_by("ranked_at", "pk")[:MOST]]


def _due(duty: Duty) -> Due:
    about = (duty.kind, duty.measure, duty.order, duty.since.isoformat())
    return Due(duty.case.reference, "\n".join(about), word(duty.kind), duty.due)
