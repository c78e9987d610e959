"""Yes, no, undetermined: what an expression over the facts answers, what decided it and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, Literal, NamedTuple, TypeAlias

Holds: TypeAlias = Literal["yes", "no", "undetermined"]
"""Three values; a missing fact or assessment is `undetermined`, never `no`."""

YES: Final = "yes"
NO: Final = "no"
UNDETERMINED: Final = "undetermined"


class Answer(NamedTuple):
    """A value with the acts, orders or input keys that decided it, and the keys that are missing."""

    holds: Holds
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def yes(*because: str) -> Answer:
    """Answer yes on these acts, orders or keys."""
    return Answer(YES, because)


def no(*because: str) -> Answer:
    """Answer no on these acts, orders or keys."""
    return Answer(NO, because)


def undetermined(*missing: str) -> Answer:
    """Answer that these keys are missing."""
    return Answer(UNDETERMINED, (), missing)


def claim(held: bool, *because: str) -> Answer:
    """Answer yes or no on a known fact."""
    return Answer(YES if held else NO, because)


def at_least(needed: int, answers: Sequence[Answer]) -> Answer:
    """Answer whether `needed` of the answers are yes, as far as what is known settles it."""
    held = [each for each in answers if each.holds == YES]
    if len(held) >= needed:
        return _said_by(YES, held)
    open_ = [each for each in answers if each.holds == UNDETERMINED]
    if len(held) + len(open_) < needed:
        return Answer(NO, _because([each for each in answers if each.holds == NO]))
    return _unsettled(answers)


def all_of(answers: Sequence[Answer]) -> Answer:
    """Answer whether every one is yes: a single no decides, whatever else is missing."""
    return _settled_by(NO, YES, answers)


def any_of(answers: Sequence[Answer]) -> Answer:
    """Answer whether one is yes: a single yes decides, whatever else is missing."""
    return _settled_by(YES, NO, answers)


def _settled_by(one: Holds, all_: Holds, answers: Sequence[Answer]) -> Answer:
    """One such answer decides; else what all of them say, unless something is open."""
    if len(answers) == 1:
        return answers[0]
    deciding, is_open = [], False
    for each in answers:
        holds = each[0]
        if holds == one:
            deciding.append(each)
        elif holds == UNDETERMINED:
            is_open = True
    if deciding:
        return deciding[0] if len(deciding) == 1 else Answer(one, _because(deciding))
    return _unsettled(answers) if is_open else _said_by(all_, answers)


def _said_by(holds: Holds, answers: Sequence[Answer]) -> Answer:
    """The answer that all of these give; of one alone it is that answer itself."""
    return answers[0] if len(answers) == 1 else Answer(holds, _because(answers))


def _unsettled(answers: Sequence[Answer]) -> Answer:
    held = [each for each in answers if each.holds == YES]
    open_ = [each for each in answers if each.holds == UNDETERMINED]
    return Answer(UNDETERMINED, _because(held + open_), _distinct([each.missing for each in open_]))


def negate(answer: Answer) -> Answer:
    """Turn yes into no and no into yes; what is open stays open."""
    if answer.holds == UNDETERMINED:
        return answer
    return Answer(NO if answer.holds == YES else YES, answer.because, answer.missing)


def _because(answers: Sequence[Answer]) -> tuple[str, ...]:
    first = answers[0][1] if answers else ()
    for each in answers:
        if each[1] != first:
            return _distinct([each[1] for each in answers])
    return first


def _distinct(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(names)))
