"""Checks. Breach and charge."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vaern.cases.checks.court import order_of
from vaern.cases.checks.ending import binds_at
from vaern.cases.checks.registry import check
from vaern.cases.events import (
    Acquitted,
    BreachesJoined,
    BreachRecorded,
    Charged,
    InvestigationClosed,
    OutcomeRecorded,
    ProsecutionDecided,
    ReportedToCriminalRegister,
)
from vaern.cases.file import CaseFile
from vaern.errors import InputError

WAIVER = "RM 3/2008 § 6.1"


@check(BreachRecorded)
def only_what_binds_is_broken(file: CaseFile, event: BreachRecorded) -> None:
    """An order is broken after its service and before its end."""
    order = order_of(file, event)
    if not binds_at(file, order, event.at):
        raise InputError(
            _("The order did not bind him then, so it was not broken."), "/at",
            _("Check the time. What he did may still be an incident of the case."),
        )  # fmt: skip


@check(BreachRecorded)
def a_number_is_given_once(file: CaseFile, event: BreachRecorded) -> None:
    """Two acts do not bear one number."""
    if event.id in {act.get("id") for act in file.facts["acts"]}:
        raise InputError(_("Another act bears this number."), "/id", _("Use the next free number."))


@check(BreachesJoined)
def joined_breaches_are_there(file: CaseFile, event: BreachesJoined) -> None:
    """What is joined stands in the case."""
    _refuse_unknown(file, event.breaches, "/breaches")


@check(Charged, ProsecutionDecided, OutcomeRecorded, Acquitted)
def acts_are_there(file: CaseFile, event: Charged | ProsecutionDecided | OutcomeRecorded | Acquitted) -> None:
    """What is charged and tried stands in the case."""
    _refuse_unknown(file, event.acts, "/acts")


@check(InvestigationClosed, ProsecutionDecided)
def a_charge_comes_first(file: CaseFile, event: InvestigationClosed | ProsecutionDecided) -> None:
    """Whoever is prosecuted was charged before."""
    if not any(isinstance(each, Charged) and each.at <= event.at for each in file.events):
        raise InputError(_("He had not been charged then."), "/at", _("Record the charge first."))


@check(ProsecutionDecided)
def a_waiver_needs_guilt_beyond_doubt(file: CaseFile, event: ProsecutionDecided) -> None:
    """Where the pack has the instruction, a charge is waived only where guilt is beyond doubt."""
    if event.result == "waived" and WAIVER in file.pack.provisions and not event.guilt_beyond_doubt:
        raise InputError(
            _("A charge is waived only where guilt is beyond doubt ({citation}).").format(
                citation=file.pack.full(WAIVER)
            ),
            "/guilt_beyond_doubt", _("Answer that question, or decide otherwise."),
        )  # fmt: skip


@check(ReportedToCriminalRegister)
def the_register_hears_of_an_order(file: CaseFile, event: ReportedToCriminalRegister) -> None:
    """The register is told of an order that was made."""
    order_of(file, event)


def _refuse_unknown(file: CaseFile, acts: Iterable[str], where: str) -> None:
    known = {act.get("id") for act in file.facts["acts"]}
    unknown = [name for name in acts if name not in known]
    if unknown:
        raise InputError(
            _("The case has no act of that number."), where, _("Choose among the acts in the log.")
        )
