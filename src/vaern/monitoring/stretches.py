"""Stretches of time: when a zone forbids, and with which margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaern.monitoring.schedule import common
from vaern.monitoring.terms import Control, Span, Zone


def forbids(control: Control, zone: Zone) -> tuple[Span, ...]:
    """Return the stretches in which a zone holds: its hours, without what is permitted."""
    unpermitted = tuple(without(control.valid, control.permissions))
    return unpermitted if zone.hours is None else tuple(common(zone.hours, unpermitted))


def without(whole: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a stretch of time when others are taken out of it."""
    begins = whole.begins
    for hole in sorted(holes, key=ends_of):
        if hole.begins > begins:
            yield Span(begins, min(hole.begins - 1, whole.ends))
        begins = max(begins, hole.ends + 1)
        if begins > whole.ends:
            return
    yield Span(begins, whole.ends)


def margin_spans(zone: Zone, span: Span) -> Iterator[tuple[Span, float]]:
    """Yield a stretch in which a zone forbids, cut where its margin changes."""
    cuts = [margin.begins for margin in zone.margins if span.begins < margin.begins <= span.ends]
    starts = [span.begins, *cuts]
    for begins, after in zip(starts, [*cuts, span.ends + 1], strict=True):
        yield Span(begins, after - 1), zone.margin_at(begins)


def ends_of(span: Span) -> tuple[int, int]:
    """Return a stretch as its first and last moment."""
    return span.begins, span.ends
