"""The codes that the law files use of steps, effects and comparisons, as a person reads them."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.documents import printed
from vaern.web.words import WORDS, question, word

STATUS: dict[str, Any] = {
    "draft": _("A draft: never law as printed here. No decision in a live case may rest on it."),
    "in_force_then": _(
        "Law as its source describes it for its time. It must not be taken for the law of today."
    ),
    "reference": _("For reference: to read and compare, never to decide by."),
}
STEPS: dict[str, Any] = {
    "acquitted": _("acquittal"),
    "alarm_raised": _("an alarm"),
    "assault_alarm_considered": _("consideration of an assault alarm"),
    "assault_alarm_handed_out": _("handing out of the assault alarm"),
    "assault_alarm_reviewed": _("review of the assault alarm"),
    "assault_alarm_returned": _("return of the assault alarm"),
    "breach": _("a breach of the order"),
    "charged": _("the charge"),
    "complaint": _("a complaint"),
    "control_ordered": _("the order of electronic control"),
    "court_review_requested": _("the demand for court review"),
    "decided": _("the decision"),
    "delay": _("a delay"),
    "detained": _("detention"),
    "device_fitted": _("fitting of the device"),
    "extended": _("extension"),
    "first_interview": _("the first interview"),
    "hearing": _("the hearing"),
    "investigation_closed": _("the close of the investigation"),
    "lapsed": _("the end of the order"),
    "photographed_without_consent": _("a photograph without consent"),
    "position_recorded": _("the record of a position"),
    "refused": _("a refusal"),
    "released": _("release"),
    "reported": _("the report"),
    "requested": _("the request"),
    "reunited_peacefully": _("peaceful reunion"),
    "ruled": _("the ruling of the court"),
    "second_interview": _("the second interview"),
    "served": _("service"),
    "submitted_to_court": _("submission to the court"),
    "warned": _("a warning"),
    "withdrawn": _("withdrawal"),
    "expired": _("expiry"),
}
EFFECTS: dict[str, Any] = {
    "takes_effect": _("When it takes effect"),
    "covers": _("What it covers"),
    "excepted": _("What is excepted"),
    "issued_by": _("Who issues it"),
    "complaint": _("Who hears a complaint"),
    "court_review": _("Review by the court"),
    "suspension": _("Whether a complaint suspends it"),
    "counsel": _("Counsel"),
    "costs": _("Costs"),
    "compensation": _("Compensation"),
    "penalty": _("Penalty"),
    "penalty_guidance": _("The prosecution's guidance on penalty"),
    "aggravating": _("Aggravating circumstances"),
    "prosecution": _("Prosecution: public or on request"),
    "extension": _("Extension"),
    "lapse": _("How it lapses"),
    "lifting": _("Lifting"),
    "evidence": _("Evidence"),
    "register": _("Registers"),
    "information": _("Information"),
}
"""In the order in which a note speaks of them."""
EFFECT_VALUES: dict[str, Any] = {
    "final": _("final"),
    "intentional": _("intentional"),
    "stalking": _("stalking"),
    "gross_negligence": _("gross negligence"),
    "on_request": _("on request"),
    "public": _("public"),
    "reasoned": _("reasoned suspicion"),
    "reunited_peacefully": _("peaceful reunion"),
    "withdrawn": _("withdrawal"),
    "served": _("service"),
    "acquitted": _("acquittal"),
    "expired": _("expiry"),
}
TERMS: dict[str, Any] = {
    "max_duration": _("At most"),
    "max_extension": _("Extended at a time by at most"),
    "authority": _("Decided by"),
}
ASPECTS: dict[str, Any] = {
    "conditions": _("Conditions"),
    "offences": _("Offences that count"),
    "assessments": _("Left to a person"),
    "max_duration": _("Longest time"),
    "max_extension": _("Longest extension at a time"),
    "authority": _("Who decides"),
    "endings": _("What ends it"),
    "effects": _("Effects"),
    "duties": _("Duties and rights"),
    "papers": _("Papers"),
}
EXCEPTION_FACTS: dict[str, Any] = {
    "at_service": _("at service"),
    "first_time": _("the first time"),
    "mental_examination": _("at a mental examination"),
    "other_grounds": _("unless there are other grounds"),
    "annulled": _("where the court annuls it"),
}
JURISDICTIONS: dict[str, Any] = {
    "Denmark": _("Denmark"),
    "Norway": _("Norway"),
    "Sweden": _("Sweden"),
    "Spain": _("Spain"),
    "United Kingdom, Australia, the Netherlands, Germany, Austria": _(
        "United Kingdom, Australia, the Netherlands, Germany, Austria"
    ),
}
_DURATION = re.compile(r"P(?=[0-9T])[0-9YMWDTH]+")


def status(code: str) -> str:
    """Return what may and may not be done with a pack of this status."""
    return str(STATUS[code])


def step(code: str) -> str:
    """Return an event or step of a case as something that sets a duty going or that a paper belongs to."""
    return str(STEPS.get(code) or word(code))


def effect(kind: str) -> str:
    """Return the heading of a kind of effect."""
    return str(EFFECTS.get(kind) or word(kind))


def term(kind: str) -> str:
    """Return what a term sets."""
    return str(TERMS[kind])


def aspect(name: str) -> str:
    """Return the heading of a part of a comparison."""
    return str(ASPECTS[name])


def jurisdiction(name: str) -> str:
    """Return the country or countries of a pack."""
    return str(JURISDICTIONS.get(name, name))


def value(found: Any) -> str:
    """Return the value of a term or an effect; what is the law's own word stays as it is."""
    if isinstance(found, bool):
        return word("yes" if found else "no")
    if isinstance(found, str) and _DURATION.fullmatch(found):
        return printed.duration(found)
    return str(EFFECT_VALUES.get(found) or WORDS.get(found) or found)


def within(duty: dict[str, Any]) -> str:
    """Return by when a duty is due: its period, its urgency, or that the source says no time."""
    if duty["period"]:
        return gettext("within {period}").format(period=printed.duration(duty["period"]))
    return word(duty["urgency"] or "no number of days")


def sections(listed: list[str]) -> str:
    """Return sections of a statute with the sign of as many."""
    said = ", ".join(listed)
    return f"§§ {said}" if len(listed) > 1 or "-" in said else f"§ {said}"


def penalty(most: int | str) -> str:
    """Return the highest penalty of a section: months of prison, or for life."""
    if most == "life":
        return gettext("prison for life")
    return gettext("prison for up to {period}").format(period=_months(int(most)))


def _months(number: int) -> str:
    years, months = divmod(number, 12)
    return printed.duration(
        "P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    )


def where(facts: dict[str, Any]) -> str:
    """Return the facts on which an exception or an ending depends."""
    said = [
        EXCEPTION_FACTS.get(name) or EXCEPTION_FACTS.get(str(each)) or word(str(each))
        for name, each in facts.items()
    ]
    return ", ".join(str(each) for each in said)


def changed(aspect_name: str, said: dict[str, Any]) -> str:
    """Return one line of a comparison in the reader's language, from the codes it is said with."""
    codes = said["codes"]
    if aspect_name == "assessments":
        return question(said["what"])
    if aspect_name == "duties":
        return _duty(codes)
    if aspect_name == "effects":
        name = effect(codes["kind"])
        return name if codes["is"] is None else f"{name}: {value(codes['is'])}"
    if aspect_name == "offences":
        return _offence(codes)
    if aspect_name == "papers":
        return f"{codes['title']} ({step(codes['step'])})"
    return step(said["what"]) if aspect_name == "endings" else value(said["what"])


def _duty(duty: dict[str, Any]) -> str:
    line = gettext("{what}: {actor} to {towards}, after {event}, {within}")
    whose = {"actor": word(duty["actor"]), "towards": word(duty["towards"]), "event": step(duty["event"])}
    return line.format(what=word(duty["kind"]), within=within(duty), **whose)


def _offence(codes: dict[str, Any]) -> str:
    line = f"{codes['law']} {sections([codes['section']])}"
    least = codes["at_least_months"]
    return line + (gettext(", carrying {n} months or more").format(n=least) if least else "")
