"""What the victim was told before she was heard, and what was left out. Nothing here stops an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from vaern.cases.events import Guided, Interviewed, RelationshipRecorded
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.packs.care import Topic, care_rules

TWICE = 2
"""Guidance that is owed `twice` is owed before the first interview and again before the second."""


@dataclass(frozen=True)
class LeftOut:
    """Guidance that no entry says was given before an interview; `again`: it was to be repeated."""

    interview: Line
    topic: Topic
    again: bool


def interviews(file: CaseFile) -> list[Line]:
    """Return the interviews of the victim, in the order in which they were held."""
    return [
        line
        for line in file.standing
        if isinstance(line.event, Interviewed) and line.event.whom == "victim" and line.event.at <= file.now
    ]


def given(file: CaseFile, topic: str) -> list[Line]:
    """Return the times at which the victim was told of a topic, oldest first."""
    return [line for line in file.standing if isinstance(line.event, Guided) and line.event.topic == topic]


def left_out(file: CaseFile) -> list[LeftOut]:
    """Return each topic that was owed before an interview and that no entry says was told before it."""
    return [each for topic in owed(file) for each in _left_out(file, topic)]


def owed(file: CaseFile) -> list[Topic]:
    """Return the topics owed before an interview; a relationship nobody asked about takes nothing away."""
    known = [event.kind for event in file.happened if isinstance(event, RelationshipRecorded) and event.kind]
    return [
        topic
        for topic in care_rules(file.case.law).guidance
        if topic.before_interview and not (known and known[-1] in topic.not_owed_for)
    ]


def to_give_now(file: CaseFile) -> list[Topic]:
    """Return the topics still to be told before the next interview."""
    held = interviews(file)
    return [topic for topic in owed(file) if not _was_told(file, topic, held, file.now)]


def _left_out(file: CaseFile, topic: Topic) -> Iterator[LeftOut]:
    held = interviews(file)
    for place, interview in enumerate(held):
        if not _was_told(file, topic, held[:place], interview.event.at):
            yield LeftOut(interview, topic, again=topic.before_interview == "twice" and place > 0)


def _was_told(file: CaseFile, topic: Topic, earlier: list[Line], at: datetime) -> bool:
    """Tell whether she was told by `at`; where it is owed twice, since the interview before."""
    since = earlier[-1].event.at if topic.before_interview == "twice" and 0 < len(earlier) < TWICE else None
    times = [line.event.at for line in given(file, topic.id) if line.event.at <= at]
    return any(since is None or told > since for told in times)
