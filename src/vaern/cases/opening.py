"""Opening a case: it gets a reference that says nothing but the year and its number."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from vaern.cases.file import CaseFile
from vaern.cases.index import index
from vaern.cases.models import Case


def open_case(law: str, title: str, now: datetime, token: str | None = None) -> Case:
    """Return a new case under the pack `law`, its log empty; the reference has the year of `now` (aware).

    Without a title it is called by its reference. `token` names this sending: sent again, it opens no second.
    """
    with transaction.atomic():
        case, new = Case.objects.get_or_create(
            opening=token or uuid.uuid4().hex,
            defaults={"reference": uuid.uuid4().hex, "title": title[:80], "law": law},
        )
        if new:
            case.reference = f"{now.year}-{case.pk:06d}"
            case.title = case.title or case.reference
            case.save()
            index(CaseFile(case, now))
        return case
