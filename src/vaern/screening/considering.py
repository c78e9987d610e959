"""Answers whether a measure was used after a reported incident, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vaern.errors import InputError
from vaern.packs.screening import Screening
from vaern.screening.models import Considered, ReportedIncident

OTHER = "other"
"""A reason the source does not name: it is written in the remark."""


def consider(
    incident: ReportedIncident,
    asked: Screening,
    *,
    measures: Sequence[str] = (),
    reasons: Sequence[str] = (),
    remark: str = "",
    by: str,
    now: datetime,
) -> Considered:
    """Record the answer: *used* with the measures, or *not used* with the reasons.

    Raises InputError where neither or both are given, or a reason that is not the source's has no remark.
    """
    if bool(measures) == bool(reasons):
        raise InputError(
            "neither a measure nor a reason, or both", "/answer", "measures that were used, or why none was"
        )
    unknown = [each for each in reasons if each not in asked.reasons and each != OTHER]
    if unknown:
        raise InputError("an unknown reason", "/reasons", ", ".join((*asked.reasons, OTHER)))
    if OTHER in reasons and not remark.strip():
        raise InputError("another reason without its words", "/remark", "the reason in a few words")
    answer = Considered.USED if measures else Considered.NOT_USED
    with transaction.atomic():
        ReportedIncident.objects.filter(pk=incident.pk).update(answer=answer)
        said: Considered = Considered.objects.create(
            incident=incident, answer=answer, measures=list(measures), reasons=list(reasons),
            remark=remark.strip(), by=by, at=now,
        )  # fmt: skip
        return said
