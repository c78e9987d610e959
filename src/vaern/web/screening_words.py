"""The reasons for not using a measure, and what an incident lacks: as a person reads them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    "victim_unwilling": _("She does not want it"),
    "view_changed_when_sober": _("They see it otherwise now that they are sober"),
    "safer_in_shelter": _("She is safer at a crisis centre"),
    "both_took_part": _("Both took part in the violence"),
    "no_risk_of_repetition": _("No risk that it happens again"),
    "not_grave_enough": _("Not grave enough for so great a step"),
    "in_custody": _("He is in custody"),
    "workload": _("Too much work at that moment"),
    "not_living_together": _("They do not live together"),
    "reunited": _("They are together again"),
    "moved_out_himself": _("He has moved out himself"),
    "other": _("Another reason"),
}
HINTS: dict[str, Any] = {
    "view_changed_when_sober": _("Talk with her again when she is sober: what she says then counts."),
    "safer_in_shelter": _("An order can still be made, so that she may come home."),
    "not_living_together": _("A tilhold or an opholdsforbud may be possible."),
    "victim_unwilling": _("Has public interest been weighed? It does not take a request."),
}
"""What the source or the law points out beside a reason."""
CRITERIA: dict[str, Any] = {
    "offence": _("offence"),
    "same_address": _("same address"),
    "age": _("he has turned 18"),
}
COULD: dict[str, Any] = {
    "yes": _("could have led to an expulsion"),
    "no": _("outside what an expulsion asks"),
    "undetermined": _("could have, as far as is told"),
}
