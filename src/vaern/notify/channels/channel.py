"""What every way to a person can do."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Message(NamedTuple):
    """What is to be said; `key` is the same each time it is tried, so that a receiver can say it once."""

    key: str
    subject: str
    text: str
    language: str


class NotDelivered(Exception):
    """It did not get there; `reason` is a word of ours and names nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """One way to a person."""

    def send(self, to: str, message: Message) -> None:
        """Bring a message to `to`; `NotDelivered` where that is not certain."""
