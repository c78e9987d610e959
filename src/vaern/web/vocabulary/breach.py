"""Words for a breach and the criminal case that may follow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Any] = {
    "breach_recorded": _("Breach recorded"),
    "breach_reported": _("Breach reported by the control room"),
    "breaches_joined": _("Breaches joined to one course of conduct"),
    "criminal_register_asked": _("Criminal register asked"),
    "reported_to_criminal_register": _("Criminal register told"),
    "charged": _("Charged"),
    "investigation_closed": _("Investigation closed"),
    "prosecution_decided": _("Question of prosecution decided"),
    "outcome_recorded": _("Outcome of the criminal case"),
    "outcome_told": _("She was told the outcome"),
}
FIELDS: dict[str, Any] = {
    "how": _("how"),
    "wants_prosecution": _("she asks for prosecution"),
    "files": _("files"),
    "breaches": _("breaches"),
    "systematic": _("systematic and persistent"),
    "offence": _("offence"),
    "mental_examination": _("mental examination"),
    "provisions": _("provisions"),
    "victim_may_refuse": _("she may refuse to testify"),
    "ask_court_to_order_testimony": _("the court is asked to order her to testify"),
    "other_evidence_suffices": _("the other evidence will do"),
    "reporting_officer_heard": _("the reporting officer is to be heard"),
    "guilt_beyond_doubt": _("guilt beyond doubt"),
    "claim": _("claim on sentence"),
    "sentence": _("sentence"),
    "told_of_complaint": _("told where to complain"),
    "answer": _("answer"),
}
VALUES: dict[str, Any] = {
    "contact_in_person": _("went to see her"),
    "contact_spoken": _("spoke to her, in person or by telephone"),
    "contact_written": _("wrote to her"),
    "contact_through_others": _("sent word through others"),
    "entered_home": _("entered the home"),
    "entered_area": _("entered the area"),
    "let_go": _("let go"),
    "before_a_judge": _("brought before a judge"),
    "nothing": _("nothing"),
    "violence_or_threats": _("violence or threats before"),
    "violence": _("violence"),
    "rape": _("rape"),
    "indicted": _("indicted"),
    "fined": _("a fine"),
    "waived": _("charge waived"),
    "dropped": _("dropped"),
    "judgment": _("judgment"),
    "letter": _("by letter"),
    "counsel": _("through counsel"),
}
