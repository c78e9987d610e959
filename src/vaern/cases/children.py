"""Which children a case knows of. One whose age nobody knows counts as a child: not known is not grown up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaern.cases.events import ChildRecorded, Event, NoChildrenFound
from vaern.deadlines.periods import clock_of, period
from vaern.law import Pack
from vaern.packs.care import care_rules


def children(pack: Pack, events: Sequence[Event]) -> list[ChildRecorded]:
    """Return the children under the law's age on the day they were written down."""
    recorded = [event for event in events if isinstance(event, ChildRecorded)]
    return [child for child in recorded if _is_under_age(pack, child)]


def no_children(pack: Pack, events: Sequence[Event]) -> bool:
    """Tell whether somebody asked and found no child under the law's age; not asked is not none."""
    asked = any(isinstance(event, ChildRecorded | NoChildrenFound) for event in events)
    return asked and not children(pack, events)


def _is_under_age(pack: Pack, child: ChildRecorded) -> bool:
    grown_up = period(care_rules(pack.id).child_under)
    if child.birthdate:
        return pack.day(child.at) < _birthday(pack, child.birthdate)
    return child.age is None or child.age * 12 < grown_up.months


def _birthday(pack: Pack, born: date) -> date:
    return clock_of(pack).last_day(period(care_rules(pack.id).child_under), born)
