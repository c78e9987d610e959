"""The statuses of action plans in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

STATUS_WORDS: dict[str, Any] = {
    "completed": _("completed"),
    "partly_completed": _("partly completed"),
    "on_schedule": _("on schedule"),
    "ongoing": _("ongoing"),
    "ending": _("ending"),
    "not_carried_out": _("not carried out"),
    "unknown": _("not stated"),
}
