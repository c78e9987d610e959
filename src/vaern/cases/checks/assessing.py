"""Checks. The assessment, the party hearing and what comes before a decision."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import (
    AccessDecided,
    DecisionHandedOver,
    Detained,
    IncidentRecorded,
    Released,
    SettlementSought,
)
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.law.penal import section_of
from vaern.packs.procedure import Limit, procedure


@check(SettlementSought)
def settled_within_the_limits(file: CaseFile, event: SettlementSought) -> None:
    """Not after violence, not where one of them plainly needs protection, as far as the pack says so."""
    said = procedure(file.case.law).settlement
    for limit in said.limits if said else ():
        acts = _acts_of(file, limit)
        if acts:
            raise InputError(
                _("Incident {acts} is recorded as violence: {words} ({citation})").format(
                    acts=", ".join(acts), words=limit.words, citation=said.place.citation if said else ""
                ),
                f"/{limit.id}",
                _("Correct the incident if it is wrong; otherwise go on to a measure or a charge."),
            )
        if getattr(event, limit.id):
            raise InputError(
                _("The law keeps this case from being settled: {words} ({citation})").format(
                    words=limit.words, citation=said.place.citation if said else ""
                ),
                f"/{limit.id}",
                _("Go on to a measure or a charge."),
            )
    if not event.agreed_to_try:
        raise InputError(
            _("One of them did not agree to try."),
            "/agreed_to_try",
            _("A settlement is sought with both, or not."),
        )


def _acts_of(file: CaseFile, limit: Limit) -> list[str]:
    """Return the incidents that answer a limit by themselves: those under its sections."""
    return [
        event.id
        for event in file.happened
        if isinstance(event, IncidentRecorded)
        and event.suspicion != "acquitted"
        and event.provision
        and (section := section_of(event.provision))
        and section in limit.sections
    ]


@check(AccessDecided)
def access_is_refused_with_its_ground(file: CaseFile, event: AccessDecided) -> None:
    """Whoever is not shown all is told by which ground of the law."""
    if event.given != "all" and not event.ground.strip():
        raise InputError(
            _("Documents are kept back without a ground."),
            "/ground",
            _("Name the exception of the law that it rests on."),
        )


@check(DecisionHandedOver)
def the_law_lets_another_district_decide(file: CaseFile, event: DecisionHandedOver) -> None:
    """Only a measure that the pack names goes to another district."""
    place = procedure(file.case.law).another_district
    if place is None or event.measure not in place.measures:
        raise InputError(
            _("The law lets another district decide only: {measures}.").format(
                measures=", ".join(place.measures) if place else _("no measure")
            ),
            "/measure",
            place.citation if place else _("Decide it here."),
        )


@check(Released)
def let_go_who_was_held(file: CaseFile, event: Released) -> None:
    """Nobody is let go who is not held."""
    held = [each for each in file.happened if isinstance(each, Detained | Released) and each.at <= event.at]
    if not held or isinstance(held[-1], Released):
        raise InputError(
            _("The case does not say that he was detained before this time."),
            "/at",
            _("Record when he was detained first."),
        )
