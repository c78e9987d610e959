"""What a case of another district may be opened for, and who has lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from vaern.cases.models import Case, Emergency

PURPOSES = {
    "danger": _("Somebody is in danger"),
    "same_person": _("A person of the case is here now"),
    "law": _("The law sets a limit that ends now"),
}
SHOWN_FOR = timedelta(days=30)


def lately(case: Case, now: datetime) -> list[Emergency]:
    """Return the emergencies of the last month, the newest first."""
    return list(case.emergencies.filter(at__gt=now - SHOWN_FOR).order_by("-pk"))
