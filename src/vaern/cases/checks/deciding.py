"""Checks. The decision: order, zone, exceptions."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import BreachRecorded, ControlOrdered, Decided, Event, IncidentRecorded, ZoneDrawn
from vaern.cases.file import CaseFile
from vaern.cases.settled import is_heard, still_open, unjudged_for_others
from vaern.cases.withheld import lives_in_hiding, occurs, seals_of
from vaern.deadlines.periods import clock_of, lasting
from vaern.errors import InputError
from vaern.law.portrait import portrait
from vaern.packs.decision import decision_rules
from vaern.packs.procedure import procedure

AREA_TERMS = {"stay_in_area", "move_in_area"}
HOME_TERMS = {"stay_at_home"}


@check(Decided, ControlOrdered)
def no_live_decision_under_a_draft(file: CaseFile, event: Event) -> None:
    """A draft binds nobody: only a demonstration decides under one."""
    if file.pack.status == "draft" and not settings.DEMONSTRATION:
        raise InputError(
            _("{law} is a draft and binds nobody: no decision is made under it.").format(law=file.pack.id),
            "/measure",
            _("Open the case under a law in force."),
        )


@check(Decided)
def decided_on_its_assessments(file: CaseFile, event: Decided) -> None:
    """Every condition is settled before a measure is given; an extension is weighed by its own check."""
    if not event.extends:
        settled(file, event.measure)


def settled(file: CaseFile, measure: str) -> None:
    """Refuse a measure that the law does not have, does not open, or that is not settled yet."""
    found = file.assessment["measures"].get(measure)
    if found is None or measure not in decision_rules(file.case.law).measures:
        raise InputError(
            _("The law has no such measure to decide."), "/measure", _("Choose one that it has.")
        )
    if found["available"] == "undetermined":
        raise InputError(
            _("The measure is not settled. Still open: {open}.").format(
                open=", ".join(each.replace("_", " ") for each in still_open(file, measure))
            ),
            "/measure",
            _("Answer what is open on the assessment page first."),
        )
    if found["available"] == "no":
        raise InputError(
            _("On what the case says, the law does not open this measure."),
            "/measure",
            _("The assessment page shows which condition is not met."),
        )


@check(Decided)
def heard_before_the_decision(file: CaseFile, event: Decided) -> None:
    """The respondent is heard first, or somebody says why not."""
    if event.extends or is_heard(file, event.measure):
        return
    place = procedure(file.case.law).hearing
    raise InputError(
        _("The respondent has not been heard: {words} ({citation})").format(
            words=place.words if place else "", citation=place.citation if place else ""
        ),
        "/measure",
        _("Hear him, by telephone if need be, or record why he was not heard."),
    )


@check(Decided)
def no_longer_than_the_law(file: CaseFile, event: Decided) -> None:
    """An order runs for a definite time within the ceiling of the pack; an extension has its own check."""
    if not event.extends:
        within_the_ceiling(file, event.measure, event)


def within_the_ceiling(file: CaseFile, measure: str, event: Decided | ControlOrdered) -> None:
    """Refuse a time longer than the law allows the measure, or none where it asks for one."""
    ceiling = longest(file, measure)
    if ceiling is None:
        return
    most, citation = ceiling
    expires_on = getattr(event, "expires_on", None)
    if event.duration is None and expires_on is None:
        raise InputError(
            _("The law asks for a definite time ({citation}).").format(citation=citation),
            "/duration",
            _("Say for how long."),
        )
    clock = clock_of(file.pack)
    last = clock.day(clock.end(lasting(most), event.at))
    asked = clock.day(clock.end(lasting(event.duration, "/duration"), event.at)) if event.duration else None
    if max(each for each in (asked, expires_on) if each) > last:
        raise InputError(
            _("The time is longer than the law allows: at most {most} ({citation}).").format(
                most=most, citation=citation
            ),
            "/duration" if event.duration else "/expires_on",
            _("Choose a shorter time."),
        )


def longest(file: CaseFile, measure: str) -> tuple[str, str] | None:
    """Return how long the law lets a measure run (ISO 8601), and where it says so; None: no ceiling."""
    terms = portrait(file.pack, measure)["terms"]
    found = [each for each in terms if each["kind"] == "max_duration" and not each["exception"]]
    return (str(found[0]["is"]), str(found[0]["citation"])) if found else None


@check(Decided)
def says_exactly_what_is_forbidden(file: CaseFile, event: Decided) -> None:
    """The terms are the measure's own; a home or an area is named; an exception is one the law knows."""
    if event.extends:
        return
    rules = decision_rules(file.case.law)
    if not event.terms or set(event.terms) - set(rules.measures[event.measure].terms):
        raise InputError(
            _("The order must say what it forbids, within its own law."),
            "/terms",
            _("Choose at least one of the measure's own terms."),
        )
    if HOME_TERMS & set(event.terms) and not event.place.strip():
        raise InputError(
            _("The order does not say which home he must leave."), "/place", _("Write the home's address.")
        )
    if AREA_TERMS & set(event.terms):
        _has_its_area(file, event)
    allowed = {each.id for each in rules.exceptions if event.measure in each.measures}
    if set(event.exempted) - allowed:
        raise InputError(
            _("The law knows no such exception for this measure."),
            "/exempted",
            _("Write it in your own words instead."),
        )


def keeps_secret(zone: ZoneDrawn) -> bool:
    """Tell whether the checks say that a zone gives no secret place away.

    How many live in it may go unchecked where a person wrote how that was weighed; its middle may not.
    """
    counted = zone.found.get("anonymity")
    weighed = counted == "not checked" and bool(zone.weighed.strip())
    return zone.found.get("disclosure") == "fine" and (counted == "fine" or weighed)


def _has_its_area(file: CaseFile, event: Decided) -> None:
    drawn = [each for each in file.happened if isinstance(each, ZoneDrawn) and each.zone == event.zone]
    if not drawn:
        raise InputError(
            _("The order forbids an area that nobody has drawn."), "/zone", _("Draw the zone first.")
        )
    if lives_in_hiding(file.happened) and not keeps_secret(drawn[-1]):
        raise InputError(
            _("She lives in hiding, and nothing shows that this zone keeps the place secret."),
            "/zone",
            _("Draw it again with the secret place entered, until the checks say it gives nothing away."),
        )
    if "passage_by_corridor" in event.exempted and not drawn[-1].corridors:
        raise InputError(
            _("The zone has no corridor to travel by."), "/exempted", _("Draw a corridor, or leave this out.")
        )


@check(Decided)
def others_only_where_it_is_necessary(file: CaseFile, event: Decided) -> None:
    """Others are protected too where the assessment that the law asks for says so."""
    judged = unjudged_for_others(file, event.measure) if event.covers.strip() else None
    if judged:
        others = decision_rules(file.case.law).others
        raise InputError(
            _("It has not been answered that others need it too: {words} ({citation})").format(
                words=others.words if others else "", citation=others.citation if others else ""
            ),
            "/covers",
            _("Answer it on the assessment page, or leave this empty."),
        )


@check(Decided)
def tells_him_nothing_that_is_kept_from_him(file: CaseFile, event: Decided) -> None:
    """No sealed word stands in what the respondent will read."""
    seals = seals_of(file.happened)
    for name in ("place", "wording", "exceptions", "covers", "considerations"):
        if occurs(seals, getattr(event, name)):
            raise InputError(
                _("A word that must not reach him stands here."), f"/{name}", _("Write it without that word.")
            )
    for incident in file.happened:
        weighed = (
            isinstance(incident, IncidentRecorded | BreachRecorded) and incident.id in event.weighed_facts
        )
        if weighed and occurs(seals, getattr(incident, "summary", "")):
            raise InputError(
                _("The account of an incident holds a word that must not reach him."),
                "/weighed_facts",
                _("Leave the incident out, or correct its account in the log."),
            )


@check(Decided)
def a_name_of_its_own(file: CaseFile, event: Decided) -> None:
    """An order is named once; an extension keeps the name."""
    named = any(_is_order(each, event.order) for each in file.events)
    if named != event.extends:
        raise InputError(
            _("There is no such order to extend.") if event.extends else _("An order of that name is there."),
            "/order",
            _("Look at the orders of the case."),
        )


def _is_order(event: Event, name: str) -> bool:
    return isinstance(event, Decided) and event.order == name and not event.extends
