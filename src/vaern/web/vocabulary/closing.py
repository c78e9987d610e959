"""Words for the end of the work on a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "case_closed": _("Case closed"),
    "case_reopened": _("Case taken up again"),
}
FIELDS: dict[str, Any] = {
    "open_duties": _("closed with open duties because"),
}
VALUES: dict[str, Any] = {
    "no_measure": _("no measure is taken"),
    "moved": _("another district has taken it over"),
    "opened_by_mistake": _("opened by mistake"),
}
