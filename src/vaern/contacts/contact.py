"""One attempt to reach somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KINDS = (
    "call",
    "message",
    "mail",
    "social_media",
    "letter",
    "gift",
    "visit",
    "following",
    "third_person",
    "other",
)
LAST_DIGITS = 2


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """When (aware), of which of `KINDS`, and the number it came from with all but its last digits hidden."""

    at: datetime
    kind: str
    number: str = ""


def masked(number: str) -> str:
    """Return a telephone number with only its last digits: enough to tell two apart, not to call one."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"••{digits[-LAST_DIGITS:]}" if digits else ""
