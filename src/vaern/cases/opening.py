"""Opening a case: it gets a reference that says nothing but the year and its number."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from vaern.cases.file import CaseFile
from vaern.cases.index import index
from vaern.cases.models import Case


def open_case(law: str, title: str, now: datetime) -> Case:
    """Return a new case under the pack `law`, its log empty; the reference has the year of `now` (aware)."""
    with transaction.atomic():
        case: Case = Case.objects.create(reference=uuid.uuid4().hex, title=title[:80], law=law)
        case.reference = f"{now.year}-{case.pk:06d}"
        case.save()
        index(CaseFile(case, now))
        return case
