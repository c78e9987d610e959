"""Which of the pack's choices a computed last moment rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vaern.deadlines.periods import SATURDAY, Clock, Period
from vaern.law import Pack
from vaern.law.provision import Note


def counting_notes(
    pack: Pack, clock: Clock, length: Period, start: datetime, citation: str
) -> Iterator[Note]:
    """Return a note for each rule the count used where the source is silent, citing what sets the period."""
    due = clock.end(length, start)
    if length.is_elapsed:
        if length.minutes:
            yield setting_note(pack, "hours", citation)
        return
    yield setting_note(pack, "whole_days", citation)
    if clock.is_clipped(length, start):
        yield setting_note(pack, "month_end", citation)
    if due.weekday() >= SATURDAY or clock.weekend != "keep":
        yield setting_note(pack, "weekend", citation)


def setting_note(pack: Pack, name: str, citation: str | None = None) -> Note:
    """Return what a setting of the pack says, with the provision in question or the one it is about."""
    setting = pack.settings[name]
    return Note(setting.text, citation or pack.full(setting.citation))
