"""Codes in words: what the log, the law's answer and the engine call a thing, as a person reads it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from vaern.web.vocabulary import PARTS

MEASURES: dict[str, Any] = {
    "tilhold": _("tilhold (no contact)"),
    "opholdsforbud": _("opholdsforbud (prohibited zone)"),
    "bortvisning": _("bortvisning (expulsion from the home)"),
    "tilbageholdelse": _("tilbageholdelse (detention)"),
    "elektronisk_kontrol": _("elektronisk kontrol (electronic control)"),
    "overfaldsalarm": _("overfaldsalarm (assault alarm)"),
    "bortvisning_tilhold": _("tilhold ved bortvisning (no contact, with an expulsion)"),
    "bortvisning_forbud": _("forbud ved bortvisning (prohibited zone, with an expulsion)"),
    "besoksforbud": _("besøksforbud (ban on visits)"),
    "besoksforbud_eget_hjem": _("besøksforbud, eget hjem (ban from his own home)"),
    "kontaktforbud": _("kontaktforbud (ban on contact)"),
    "kontaktforbud_eget_hjem": _("kontaktforbud, eget hjem (ban from his own home)"),
    "elektronisk_kontroll": _("elektronisk kontroll (electronic control)"),
    "kontaktforbud_gemensam_bostad": _("kontaktförbud, gemensam bostad (ban from the shared home)"),
    "utvidgat_kontaktforbud": _("utvidgat kontaktförbud (extended ban)"),
    "sarskilt_utvidgat_kontaktforbud": _("särskilt utvidgat kontaktförbud (specially extended ban)"),
    "elektronisk_overvakning": _("elektronisk övervakning (electronic monitoring)"),
    "orden_de_alejamiento": _("orden de alejamiento (distance order)"),
    "control_telematico": _("control telemático (electronic control)"),
}
ANSWERS: dict[str, Any] = {
    "yes": _("yes"),
    "no": _("no"),
    "undetermined": _("undetermined"),
}
STATES: dict[str, Any] = {
    "draft": _("draft"),
    "in_force_then": _("in force then"),
    "reference": _("for reference"),
    "open": _("open"),
    "met": _("met"),
    "late": _("late"),
    "lapsed": _("lapsed"),
    "expired": _("expired"),
    "decided": _("decided, not served"),
    "served": _("served"),
    "ended": _("ended"),
    "immediately": _("immediately"),
    "no number of days": _("the source gives no number"),
    "begun": _("begun"),
    "in_force": _("in force"),
    "closed": _("closed"),
    "done": _("done"),
    "not_asked": _("not asked"),
    "does_not_apply": _("does not apply"),
}
ENTRIES: dict[str, Any] = {
    "reported": _("Reported"),
    "party_recorded": _("Party recorded"),
    "relationship_recorded": _("Relationship recorded"),
    "incident_recorded": _("Incident"),
    "requested": _("Requested"),
    "assessed": _("Assessed"),
    "zone_drawn": _("Zone drawn"),
    "decided": _("Order made"),
    "served": _("Order served"),
    "control_ordered": _("Electronic control ordered"),
    "court_review_requested": _("Court review demanded"),
    "submitted_to_court": _("Brought before the court"),
    "withdrawn": _("Withdrawn"),
    "breach_reported": _("Breach reported by the control room"),
    "corrected": _("Corrected"),
}
FIELDS: dict[str, Any] = {
    "officer": _("officer"),
    "district": _("district"),
    "by": _("by"),
    "summary": _("in short"),
    "role": _("role"),
    "name": _("name"),
    "birthdate": _("born"),
    "protected_role": _("protected as"),
    "kind": _("kind"),
    "living_together": _("living together"),
    "cohabitation_voluntary": _("living together of free will"),
    "expected_to_reunite": _("expected to reunite"),
    "id": _("number"),
    "against": _("against"),
    "household": _("same household"),
    "suspicion": _("suspicion"),
    "provision": _("provision"),
    "max_penalty_months": _("maximum penalty in months"),
    "attempt": _("attempt"),
    "intentional": _("intentional"),
    "after_refusal": _("after a no"),
    "breach_of": _("breach of"),
    "measure": _("measure"),
    "judgement": _("question"),
    "value": _("answer"),
    "reasons": _("reasons"),
    "zone": _("zone"),
    "sha256": _("hash"),
    "margin_m": _("margin in metres"),
    "order": _("order"),
    "duration": _("for"),
    "expires_on": _("until"),
    "extends": _("extends an earlier order"),
    "terms": _("what is forbidden"),
    "wording": _("in the officer's words"),
    "exceptions": _("exceptions"),
    "first_time": _("first time"),
    "manner": _("manner"),
    "control": _("control"),
    "respondent_devices": _("devices"),
    "report_interval_s": _("seconds between reports"),
    "signal_lost_after_s": _("seconds before silence is an alarm"),
    "at_service": _("at service"),
    "alarm": _("alarm"),
    "evidence_sha256": _("hash of the evidence"),
    "corrects": _("corrects entry"),
    "reason": _("reason"),
}
VALUES: dict[str, Any] = {
    "respondent": _("respondent"),
    "protected_person": _("protected person"),
    "victim": _("the victim"),
    "household_member": _("a member of the household"),
    "nearest": _("the victim's nearest"),
    "police": _("the police"),
    "prosecutor": _("the prosecutor"),
    "state_prosecutor": _("the state prosecutor"),
    "court": _("the court"),
    "municipality": _("the municipality"),
    "custodian": _("the custodian"),
    "criminal_register": _("the criminal register"),
    "health_service": _("the health service"),
    "contact": _("contact"),
    "following": _("following"),
    "offence": _("offence"),
    "threat_of_violence": _("threat of violence"),
    "breach": _("breach of an order"),
    "obstruction": _("obstruction"),
    "convicted": _("convicted"),
    "reasoned": _("reasoned suspicion"),
    "reasonable_ground": _("reasonable ground"),
    "weak": _("weak"),
    "acquitted": _("acquitted"),
}
DUTIES: dict[str, Any] = {
    "notify_municipality": _("Tell the municipality"),
    "notify_parties": _("Tell the parties"),
    "serve_order": _("Serve the order"),
    "demand_court_review": _("Right to demand court review"),
    "submit_to_court": _("Bring the case before the court"),
    "hold_hearing": _("Hold the hearing"),
    "order_expires": _("The order ends"),
    "release_from_detention": _("Release from detention"),
    "control_expires": _("Electronic control ends"),
    "delete_positions": _("Delete the positions"),
    "claim_compensation": _("Right to claim compensation"),
    "explain_delay_to_victim": _("Explain the delay to the victim"),
    "lift_order": _("Lift the order"),
    "review_possible_from": _("Review is possible from"),
    "review_assault_alarm": _("Look at the assault alarm again"),
    "forward_closed_investigation": _("Send on the closed investigation"),
    "report_to_criminal_register": _("Report to the criminal register"),
    "submit_intervention_to_court": _("Bring the intervention before the court"),
    "submit_rape_case_to_court": _("Bring a case of rape before the court"),
    "submit_violence_case_to_court": _("Bring a case of violence before the court"),
}
JUDGEMENTS: dict[str, Any] = {
    "peace_violated": _("Is her peace violated?"),
    "equated_with_peace_violation": _("Can the offence be equated with a violation of peace?"),
    "repetition_expected": _("Are there definite grounds to expect further violations?"),
    "offence_expected_at_home": _("Are there definite grounds to expect an offence if he stays in the home?"),
    "too_grave_to_tolerate_contact": _("Is the offence so grave that contact need not be tolerated?"),
    "often_repeated": _("Are the violations often repeated?"),
    "breaches_repeated": _("Are the breaches repeated?"),
    "tilhold_sufficient": _("Would a tilhold be enough?"),
    "opholdsforbud_sufficient": _("Would the opholdsforbud by itself be enough?"),
    "necessary_for_household_member": _("Is it necessary for the member of the household?"),
    "public_interest": _("Does public interest require it?"),
    "risk_of_serious_assault": _("Is there a risk of serious assault?"),
    "special_risk_of_assault": _("Is there a special risk of assault?"),
    "other_grounds": _("Are there other grounds for the measure?"),
    "proportionate": _("Is it proportionate?"),
    "consents_to_device": _("Does he consent to the device?"),
    "necessary_for_compliance": _("Is it necessary for the ban to be kept?"),
    "special_reasons_against_monitoring": _("Are there special reasons against monitoring?"),
}
FACTS: dict[str, Any] = {
    "acts": _("what has happened"),
    "orders": _("the orders in force"),
    "protected.role": _("who is protected"),
    "relationship.kind": _("how the two know each other"),
    "relationship.living_together": _("whether they live together"),
    "relationship.expected_to_reunite": _("whether they are expected to reunite"),
    "respondent.birthdate": _("when the respondent was born"),
    "request.by": _("who asked for it"),
}
for part in PARTS:
    ENTRIES.update(part.ENTRIES)
    FIELDS.update(part.FIELDS)
    VALUES.update(part.VALUES)
WORDS = {**MEASURES, **ANSWERS, **STATES, **FIELDS, **VALUES, **DUTIES, **FACTS}


def word(code: str) -> str:
    """Return `code` in the reader's language; one without words is shown as it is, underscores apart."""
    return str(WORDS.get(code) or code.replace("_", " "))


def named(code: str, field: str = "") -> Any:
    """Return the words of `code` in a field, put into the reader's language when they are shown."""
    return WORDS.get(f"{field}.{code}") or WORDS[code]


def entry(type_name: str) -> str:
    """Return what an entry of the log is called: something that happened, not the state it left."""
    return str(ENTRIES[type_name])


def question(judgement: str) -> str:
    """Return a judgement, e.g. `proportionate.tilhold`, as the question that a person answers."""
    name, _dot, measure = judgement.partition(".")
    asked = str(JUDGEMENTS.get(name) or word(name))
    return f"{asked} ({word(measure)})" if measure else asked
