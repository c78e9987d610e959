"""Words for what happens to an order after it was decided."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "complaint_made": _("Complaint to the state prosecutor"),
    "complaint_sent": _("Complaint sent on"),
    "complaint_answered": _("Complaint decided"),
    "hearing_set": _("Hearing set"),
    "counsel_appointed": _("Counsel appointed"),
    "hearing_held": _("Hearing held"),
    "ruled": _("Court ruling"),
    "ruling_appealed": _("Ruling appealed"),
    "compensation_claimed": _("Compensation claimed"),
    "belongings_collected": _("Belongings fetched under escort"),
    "withdrawal_requested": _("She takes her request back"),
    "withdrawn": _("Withdrawn: the order fell"),
    "lifted": _("Order lifted early"),
    "reunited_peacefully": _("Reunited peacefully"),
    "acquitted": _("Acquitted"),
}
FIELDS: dict[str, Any] = {
    "escorted_by": _("escorted by"),
    "protected_person_told": _("she was told"),
    "over": _("over"),
    "grounds": _("grounds"),
    "result": _("result"),
    "statement": _("statement"),
    "summons_to": _("can be summoned at"),
    "telephone": _("telephone"),
    "answers_to": _("discharges"),
    "bundle_sha256": _("hash of the bundle"),
    "hearing_at": _("hearing at"),
    "respondent_told": _("respondent told"),
    "represents": _("represents"),
    "respondent_present": _("respondent present"),
    "counsel_present": _("counsel present"),
    "circumstances": _("circumstances it rests on"),
    "spoken_to_alone": _("spoken to alone"),
    "under_pressure": _("signs of pressure"),
    "because": _("because"),
    "of_free_will": _("of free will"),
    "acts": _("acts"),
    "other_grounds": _("other grounds carry it"),
}
VALUES: dict[str, Any] = {
    "binds": _("binds now"),
    "ran_out": _("ran out"),
    "fell": _("fell"),
    "order": _("an order"),
    "refusal": _("a refusal"),
    "no_charge": _("no charge brought"),
    "upheld": _("the decision stands"),
    "changed": _("the decision is changed"),
    "repealed": _("the decision is repealed"),
    "rejected": _("the complaint is rejected"),
    "approved": _("approved"),
    "partly_approved": _("approved in part"),
    "annulled": _("annulled"),
    "at_the_station": _("at the police station"),
    "at_the_address_given": _("at the address he gave"),
    "no_longer_needed": _("no longer needed"),
    "complaint": _("complaint to the state prosecutor"),
    "acquittal": _("acquittal"),
    "disproportionate": _("no longer proportionate"),
}
