"""What is registered about a case, so that it can be found and counted afterwards."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event

FiledAs = Literal[
    "bortvisning",
    "tilhold",
    "opholdsforbud",
    "electronic_control",
    "public_order",
    "restaurant_act",
    "deleted",
    "other",
]


class JournalNumberGiven(Event):
    """The case got a journal number, filed under a code; a case may have several."""

    type = "journal_number_given"
    number: str = Field(min_length=1, max_length=40)
    filed_as: FiledAs


class JournalNumberReclassified(Event):
    """A journal number stood under the wrong code and was moved."""

    type = "journal_number_reclassified"
    number: str = Field(min_length=1, max_length=40)
    filed_as: FiledAs
    reasons: str = Field(min_length=1)


class Remanded(Event):
    """A court remanded the respondent in custody, for so many days in the end where that is known."""

    type = "remanded"
    days: int | None = Field(default=None, ge=0)


class AftermathRecorded(Event):
    """Where the respondent stayed meanwhile, and whether the parties lived together afterwards."""

    type = "aftermath_recorded"
    residence: (
        Literal["family_or_friends", "hostel", "serving_a_sentence", "place_of_work", "car", "other"] | None
    ) = None
    living_together: bool | None = None
    told_by: Literal["respondent", "protected_person", "police", "population_register"] | None = None
