"""What the protected person wrote down herself, handed to the case as she wrote it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from vaern.cases.events.event import Event
from vaern.cases.events.injuries import Digest

PROTECTED_PERSON = "protected_person"


class DiaryLine(BaseModel):
    """One entry of her diary, with the hash that it was given when she entered it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: int
    happened_at: AwareDatetime
    kind: str
    text: str = ""
    entered_at: AwareDatetime
    hash: str


class DiaryHandedOver(Event):
    """She gave entries of her diary to the case; `files` are what belongs to them."""

    type = "diary_handed_over"
    said_by: ClassVar[frozenset[str]] = frozenset({PROTECTED_PERSON})
    lines: tuple[DiaryLine, ...] = Field(min_length=1)
    files: tuple[Digest, ...] = ()

    def outrun_by(self, later: Event) -> bool:
        """What she says takes nothing from what others say."""
        return False
