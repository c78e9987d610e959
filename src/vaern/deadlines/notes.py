"""Which of the pack's choices a computed last moment rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vaern.deadlines.periods import SATURDAY, Clock, Period
from vaern.law import Pack
from vaern.law.statute import Note


def counting_notes(
    pack: Pack, clock: Clock, length: Period, start: datetime, due: datetime
) -> Iterator[Note]:
    """Return a note for each rule the source is silent about and the count used."""
    if length.is_elapsed:
        if length.minutes:
            yield setting_note(pack, "hours")
        return
    yield setting_note(pack, "whole_days")
    if clock.is_clipped(length, start):
        yield setting_note(pack, "month_end")
    if due.weekday() >= SATURDAY or clock.weekend != "keep":
        yield setting_note(pack, "weekend")


def setting_note(pack: Pack, name: str) -> Note:
    """Return what a setting of the pack says, with the provision it is about."""
    setting = pack.settings[name]
    return Note(setting.text, pack.full(setting.citation))
