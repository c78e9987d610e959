"""Checks. An order is extended, or ends: once."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vaern.cases.checks.court import order_of
from vaern.cases.checks.registry import check
from vaern.cases.events import (
    Assessed,
    BelongingsCollected,
    Decided,
    Lifted,
    ReunitedPeacefully,
    Ruled,
    WithdrawalRequested,
    Withdrawn,
)
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.deadlines.periods import clock_of, period
from vaern.errors import InputError


@check(Withdrawn, Lifted, WithdrawalRequested)
def an_order_ends_once(file: CaseFile, event: Withdrawn | Lifted | WithdrawalRequested) -> None:
    """What has ended, by whatever reason, does not end again."""
    if event.order is not None:
        refuse_second_end(file, order_of(file, event), event.at)


@check(BelongingsCollected)
def he_is_escorted_while_it_binds(file: CaseFile, event: BelongingsCollected) -> None:
    """An escort is needed, and noted, while the order binds him."""
    if not binds_at(file, order_of(file, event), event.at):
        raise InputError(
            _("The order did not bind him then, so he needed no escort."), "/at", _("Check the time.")
        )


@check(Ruled)
def an_annulled_order_still_stood(file: CaseFile, event: Ruled) -> None:
    """The court annuls what has not ended already."""
    if event.result == "annulled":
        refuse_second_end(file, order_of(file, event), event.at)


@check(Withdrawn)
def public_interest_is_weighed_first(file: CaseFile, event: Withdrawn) -> None:
    """She takes her request back; a person weighs it; only then does the order fall."""
    since = [
        each.at
        for each in file.events
        if isinstance(each, WithdrawalRequested) and each.order == event.order and each.at <= event.at
    ]
    if not since:
        raise InputError(
            _("She had not taken her request back then."), "/at", _("Record her withdrawal first.")
        )
    weighed = [
        each
        for each in file.events
        if isinstance(each, Assessed)
        and each.judgement == "public_interest"
        and max(since) <= each.at <= event.at
    ]
    if not weighed or weighed[-1].value:
        raise InputError(
            _("Nobody has found that public interest does not carry the order on."), "/public_interest",
            _("Weigh it first, with reasons; the order stands meanwhile."),
        )  # fmt: skip


@check(ReunitedPeacefully)
def peace_is_of_free_will(file: CaseFile, event: ReunitedPeacefully) -> None:
    """Contact that is forced upon her is no reunion, and may be a breach."""
    if not event.of_free_will:
        raise InputError(
            _("Contact that is forced upon her ends no order."), "/of_free_will",
            _("The order stands. Consider whether it was broken."),
        )  # fmt: skip


@check(Decided)
def an_extension_prolongs_what_runs(file: CaseFile, event: Decided) -> None:
    """An order is extended while it is in force, on an assessment made anew."""
    if not event.extends:
        return
    order = order_of(file, event)
    if not binds_at(file, order, event.at):
        raise InputError(
            _("The order was not in force then, so there is nothing to extend."), "/at",
            _("Extend it before it ends, or decide a new order."),
        )  # fmt: skip
    last = max([order.decided_at, *(each.at for each in order.extensions)])
    fresh = [each for each in file.events if isinstance(each, Assessed) and last < each.at <= event.at]
    if not fresh:
        raise InputError(
            _("The risk has not been assessed again since the last decision."), "/risk",
            _("An extension rests on how things are today: assess it, with reasons."),
        )  # fmt: skip


@check(Decided)
def an_extension_keeps_within_the_law(file: CaseFile, event: Decided) -> None:
    """An extension is no longer than the pack allows at a time."""
    found = longest_extension(file, event.measure)
    if not event.extends or event.duration is None or found is None:
        return
    longest, words, citation = found
    clock = clock_of(file.pack)
    if clock.end(period(event.duration), event.at) > clock.end(period(longest), event.at):
        raise InputError(
            _("The law allows no more at a time: {words} ({citation}).").format(
                words=words, citation=citation
            ),
            "/length", _("Write a shorter time."),
        )  # fmt: skip


def longest_extension(file: CaseFile, measure: str) -> tuple[str, str, str] | None:
    """Return the longest extension of a measure at a time (ISO 8601), its words and citation, or None."""
    pack = file.pack
    for provision in pack.provisions.values():
        for term in provision.terms:
            name = term.max_extension or term.max_duration
            if measure in term.measures and name:
                value = provision.values[name]
                return str(value.is_), value.words, pack.full(provision.cite)
    above = pack.measures[measure].ends_with
    return longest_extension(file, above) if above else None


def binds_at(file: CaseFile, order: Order, at: datetime) -> bool:
    """Tell whether the order bound at a moment: served, and neither run out nor fallen."""
    if order.served_at is None or at < order.served_at:
        return False
    last, ended = file.ends.get(order.name), file.ended.get(order.name)
    return (last is None or at <= last) and (ended is None or at < ended[0].at)


def refuse_second_end(file: CaseFile, order: Order, at: datetime) -> None:
    """Raise `InputError` where the order has ended already, whatever ended it."""
    ended = file.ended.get(order.name)
    if ended is None:
        return
    end, by = ended
    if by is not None or end.with_order or end.at <= at:
        raise InputError(
            _("The order has ended already ({citation}); it has one end.").format(citation=end.citation),
            "/order", _("Look at the log. If the earlier entry is wrong, correct that one."),
        )  # fmt: skip
