"""What the instruction asks in a case and no deadline of the Act counts: children, risk, the alarm, contact.

Shaped as the duties of `deadlines`, so that they stand in the same lists. A date is the officer's own, or the
pack's period; where the source gives none, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from vaern.cases.children import children
from vaern.cases.events import (
    AssaultAlarmHandedOut,
    AssaultAlarmReturned,
    AssaultAlarmReviewed,
    ChildNoticeGiven,
    ChildNoticeNotNeeded,
    Event,
    FollowedUp,
    FollowUpPlanned,
    RiskAssessed,
)  # fmt: skip
from vaern.deadlines import Obligation
from vaern.deadlines.events import Event as Trigger
from vaern.deadlines.obligation import status_of_duty
from vaern.deadlines.periods import clock_of, period
from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.care import Asked, CareRules, care_rules

REVIEW_ALARM = "review_assault_alarm"


def care_duties(pack: Pack, events: Sequence[Event], now: datetime) -> list[Obligation]:
    """Return these duties as they stand at `now`, of entries that count; none under a law without them."""
    try:
        rules = care_rules(pack.id)
    except InputError:
        return []
    happened = [event for event in events if event.at <= now]
    found = [*_of_children(pack, rules, happened, now), *_of_risk(pack, rules, happened, now)]
    found += _of_contact(pack, rules, happened, now)
    if not any(duty.kind == REVIEW_ALARM for each in pack.versions for duty in each.duties):
        found += _of_alarm(pack, rules, happened, now)
    return found


def _of_children(pack: Pack, rules: CareRules, events: list[Event], now: datetime) -> Iterator[Obligation]:
    known = children(pack, events)
    answers = [event.at for event in events if isinstance(event, ChildNoticeGiven | ChildNoticeNotNeeded)]
    if known:
        last = max(known, key=lambda child: child.at)
        done = next((at for at in answers if at >= last.at), None)
        yield _duty(
            "notify_municipality_of_child", last, rules.notice, None, done, now, towards="municipality"
        )


def _of_risk(pack: Pack, rules: CareRules, events: list[Event], now: datetime) -> Iterator[Obligation]:
    assessed = [event for event in events if isinstance(event, RiskAssessed)]
    for place, event in enumerate(assessed):
        done = assessed[place + 1].at if place + 1 < len(assessed) else None
        yield _duty("review_risk", event, rules.review, _end(pack, event.review_on), done, now)


def _of_contact(pack: Pack, rules: CareRules, events: list[Event], now: datetime) -> Iterator[Obligation]:
    for place, event in enumerate(events):
        if isinstance(event, FollowedUp | FollowUpPlanned) and event.next_on:
            later = (each.at for each in events[place + 1 :] if isinstance(each, FollowedUp))
            yield _duty(
                "contact_again", event, rules.contact, _end(pack, event.next_on), next(later, None), now
            )


def _of_alarm(pack: Pack, rules: CareRules, events: list[Event], now: datetime) -> Iterator[Obligation]:
    for place, event in enumerate(events):
        if isinstance(event, AssaultAlarmHandedOut | AssaultAlarmReviewed):
            due = clock_of(pack).end(period(rules.alarm_reviewed_within), event.at)
            rest = events[place + 1 :]
            reviews = (each.at for each in rest if isinstance(each, AssaultAlarmReviewed))
            returns = (each.at for each in rest if isinstance(each, AssaultAlarmReturned))
            yield _duty(
                REVIEW_ALARM, event, rules.alarm_temporary, due, next(reviews, None), now,
                gone=next(returns, None),
            )  # fmt: skip


def _end(pack: Pack, day: date) -> datetime:
    return clock_of(pack).end_of_day(day)


def _duty(
    kind: str, event: Event, asked: Asked, due: datetime | None, done: datetime | None, now: datetime,
    *, gone: datetime | None = None, towards: str = "protected_person",
) -> Obligation:  # fmt: skip
    return Obligation(
        kind=kind, measure=None, order=None, actor="police", towards=towards,
        trigger=Trigger(event.type, event.at, 0), due=due, urgency=None,
        status=status_of_duty(done, gone, due, now), citation=asked.citation, text=asked.words, notes=(),
        done_at=done, gone_at=gone,
    )  # fmt: skip
