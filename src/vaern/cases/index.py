"""The read model: what pages that list cases read, derived from the log and never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from vaern.cases import events as said
from vaern.cases import mentions
from vaern.cases.danger import imminent_danger
from vaern.cases.file import CaseFile
from vaern.cases.models import Case, Duty, Summary

STATES = ("begun", "reported", "decided", "in_force", "ended", "closed")
"""How far a case has come: nothing said yet, told, an order made, one in force, none any more, closed."""
AT_ONCE = 100
"""How many cases a page rereads at most before it answers; the rest wait for the next, or for the night."""


def index(file: CaseFile) -> None:
    """Write the rows of one case anew, in the transaction of what was said."""
    case, (summary, duties) = file.case, rows(file)
    Summary.objects.update_or_create(case=case, defaults=summary)
    case.duties.all().delete()
    Duty.objects.bulk_create(Duty(case=case, **duty) for duty in duties)
    for line in file.lines:
        if named := getattr(line.event, "files", ()):
            case.attachments.filter(sha256__in=named, entry=None).update(entry=line.number)
    mentions.keep(case, ((line.number, each) for line in file.standing for each in line.event.named()))


def rows(file: CaseFile) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the fields of a case's `Summary`, and those of each `Duty`."""
    lines, taken = file.lines, _taken(file)
    district, officer = (taken.district, taken.officer) if taken else ("", "")
    how_far = state(file)
    pending = [] if how_far == "closed" else [duty for duty in file.duties if duty.is_pending]
    danger = imminent_danger(file) if how_far != "closed" else None
    latest = lines[-1] if lines else None
    summary = {
        "state": how_far,
        "district": district,
        "officer": officer,
        "opened_at": lines[0].recorded_at if lines else None,
        "latest_number": latest.number if latest else 0,
        "latest_type": latest.event.type if latest else "",
        "latest_at": latest.recorded_at if latest else file.now,
        "reread_at": min((each.due for each in pending if each.due and each.due > file.now), default=None),
        "danger_at": danger.event.at if danger else None,
    }
    return summary, [
        {
            "nature": duty.nature, "kind": duty.kind, "measure": duty.measure or "",
            "order": duty.order or "", "actor": duty.actor, "due": duty.due, "urgency": duty.urgency or "",
            "since": duty.trigger.at, "ranked_at": duty.due or duty.trigger.at, "citation": duty.citation,
            "district": district, "officer": officer,
        }
        for duty in pending
    ]  # fmt: skip


def state(file: CaseFile) -> str:
    """Return how far a case has come, one of `STATES`."""
    if next((event.closes for event in reversed(file.events) if event.closes is not None), False):
        return "closed"
    orders = {order.state for order in file.orders}
    running = any(duty.nature == "order" and duty.is_pending for duty in file.duties)
    if running:
        return "in_force"
    if "decided" in orders:
        return "decided"
    if orders:
        return "ended"
    return "reported" if any(isinstance(event, said.Reported) for event in file.events) else "begun"


def _taken(file: CaseFile) -> said.CaseTaken | None:
    return next((event for event in reversed(file.events) if isinstance(event, said.CaseTaken)), None)


def reindex(cases: Iterable[Case], now: datetime) -> int:
    """Write the rows of these cases anew, each in a transaction of its own; return how many."""
    count = 0
    for case in cases:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case.pk)
            index(CaseFile(case, now))
        count += 1
    return count


def missing() -> QuerySet[Case]:
    """Return the cases that have no rows yet."""
    return Case.objects.filter(summary=None)


def stale(now: datetime) -> QuerySet[Case]:
    """Return the cases in which a last moment has passed since their rows were written."""
    return Case.objects.filter(summary__reread_at__lt=now).order_by("summary__reread_at")


def refresh(now: datetime) -> None:
    """Bring rows up to date that time has changed; call it before a page lists them."""
    reindex(stale(now)[:AT_ONCE], now)


def waiting(now: datetime) -> QuerySet[Duty]:
    """Return what waits at `now`: duties, late ones too; rights and orders until their last moment."""
    return Duty.objects.filter(Q(nature="duty") | Q(due__isnull=True) | Q(due__gte=now))
