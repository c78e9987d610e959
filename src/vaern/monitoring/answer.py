"""What a person found when dealing with an alarm: `answers.jsonl`."""

from __future__ import annotations

from typing import Any, NamedTuple

from vaern.monitoring.node import Node


class Answer(NamedTuple):
    """One answer; `at` in milliseconds since 1970."""

    at: int
    alarm: str
    by: str
    finding: str


def parse_answer(data: Any) -> Answer:
    """Return one line of answers.jsonl; InputError on anything missing or unknown."""
    node = Node(data)
    node.only("alarm", "at", "by", "finding")
    return Answer(
        node["at"].milliseconds(), node["alarm"].text(), node["by"].text(), node["finding"].text("")
    )
