"""Words for what is registered so that a case can be found and counted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "journal_number_given": _("Journal number given"),
    "journal_number_reclassified": _("Journal number moved to another code"),
    "remanded": _("Remanded in custody"),
    "aftermath_recorded": _("Afterwards"),
}
FIELDS: dict[str, Any] = {
    "number": _("number"),
    "filed_as": _("filed as"),
    "days": _("days"),
    "residence": _("stayed with or at"),
    "told_by": _("told by"),
    "sex": _("sex"),
    "wants_review": _("wants the court to review"),
    "joint": _("joint sentence"),
}
VALUES: dict[str, Any] = {
    "female": _("woman"),
    "male": _("man"),
    "public_order": _("public order"),
    "restaurant_act": _("the Act on restaurants"),
    "deleted": _("deleted"),
    "electronic_control": _("electronic control"),
    "family_or_friends": _("family or friends"),
    "hostel": _("hostel"),
    "serving_a_sentence": _("serving a sentence"),
    "place_of_work": _("place of work"),
    "car": _("car"),
    "population_register": _("population register"),
    "unconditional": _("unconditional prison"),
    "suspended": _("suspended prison"),
    "not_relevant": _("not relevant"),
    "replaced": _("replaced by a new order"),
    "made_in_error": _("made in error"),
}
