"""Yes, no, undetermined: what an expression over the facts answers, what decided it and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """Three values; a missing fact or assessment is `undetermined`, never `no`."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with the acts, orders or input keys that decided it, and the keys that are missing."""

    holds: Holds
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def yes(*because: str) -> Answer:
    """Answer yes on these acts, orders or keys."""
    return Answer(Holds.YES, because)


def no(*because: str) -> Answer:
    """Answer no on these acts, orders or keys."""
    return Answer(Holds.NO, because)


def undetermined(*missing: str) -> Answer:
    """Answer that these keys are missing."""
    return Answer(Holds.UNDETERMINED, missing=missing)


def claim(held: bool, *because: str) -> Answer:
    """Answer yes or no on a known fact."""
    return yes(*because) if held else no(*because)


def at_least(needed: int, answers: Sequence[Answer]) -> Answer:
    """Answer whether `needed` of the answers are yes, as far as what is known settles it."""
    held = [each for each in answers if each.holds is Holds.YES]
    open_ = [each for each in answers if each.holds is Holds.UNDETERMINED]
    if len(held) >= needed:
        return yes(*_distinct(name for each in held for name in each.because))
    if len(held) + len(open_) < needed:
        failed = [each for each in answers if each.holds is Holds.NO]
        return no(*_distinct(name for each in failed for name in each.because))
    because = _distinct(name for each in (*held, *open_) for name in each.because)
    return Answer(Holds.UNDETERMINED, because, _distinct(name for each in open_ for name in each.missing))


def all_of(answers: Sequence[Answer]) -> Answer:
    """Answer whether every one is yes: a single no decides, whatever else is missing."""
    return at_least(len(answers), answers)


def any_of(answers: Sequence[Answer]) -> Answer:
    """Answer whether one is yes: a single yes decides, whatever else is missing."""
    return at_least(1, answers)


def negate(answer: Answer) -> Answer:
    """Turn yes into no and no into yes; what is open stays open."""
    turned = {Holds.YES: Holds.NO, Holds.NO: Holds.YES}
    return Answer(turned.get(answer.holds, answer.holds), answer.because, answer.missing)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
