"""Contact that somebody does not want: the no, and what came after it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from vaern.cases.events.event import Event

Source = Literal["her_telephone", "telephone_company", "diary", "other"]


class ContactDeclined(Event):
    """She told him clearly that she wants no contact, or had it told."""

    type = "contact_declined"
    manner: Literal["in_person", "call", "message", "mail", "letter", "third_person", "police"]
    her_words: str = ""


class LoggedContact(BaseModel):
    """One contact (`contacts.Contact`): its number is masked before it comes here."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: AwareDatetime
    kind: str
    number: Annotated[str, Field(pattern=r"^(••\d{0,2})?$")] = ""


class ContactsLogged(Event):
    """A log of contacts was taken in; `at` is the last of them. `after_refusal`: all came after a clear no.

    `id` names the series among the acts that the law asks about.
    """

    type = "contacts_logged"
    id: str
    contacts: tuple[LoggedContact, ...] = Field(min_length=1)
    source: Source
    against: Literal["victim", "household_member", "nearest", "other"] = "victim"
    suspicion: Literal["convicted", "reasoned", "reasonable_ground", "weak", "acquitted"] | None = None
    after_refusal: bool | None = None
