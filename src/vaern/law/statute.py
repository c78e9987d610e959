"""What a pack holds: its measures and settings, its provisions, and how a place in it is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaern.law.provision import Cited, Note, Provision

REMARKS = " bem."
"""A rule that rests on the remarks to a provision cites it with this ending (bemærkninger)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure under the law's own name, the provision that defines it, and how its orders run."""

    id: str
    title: str
    provision: str
    combinable_with: tuple[str, ...] = ()
    combinable_by: str = ""
    ordered_by: str = "decided"
    expiry_kind: str = "order_expires"
    runs_from: str | None = None
    runs_from_note: str = ""
    ends_with: str | None = None
    ends_with_by: str = ""
    of_place: bool = False
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice the source leaves open: the rule used, said in a sentence, and the provision it is about."""

    rule: str
    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Intrusiveness:
    """The measures from the least to the most intrusive, as far as the source says, and where it does."""

    order: tuple[str, ...]
    text: str
    citation: str


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One body of law, read and checked; `files` maps each file's name to its hash. Equal only to itself.

    `language` is the tag (BCP 47) of the words that its provisions quote.
    `versions` are all provisions in the order of the files, `provisions` the latest version of each.
    """

    id: str
    version: str
    title: str
    jurisdiction: str
    language: str
    time_zone: str
    status: str
    in_force: Mapping[str, str | None]
    source: str
    measures: Mapping[str, Measure]
    provisions: Mapping[str, Provision]
    versions: tuple[Provision, ...]
    settings: Mapping[str, Setting]
    notes: tuple[Note, ...]
    files: Mapping[str, str]
    intrusiveness: Intrusiveness | None = None

    def at(self, day: date) -> Pack:
        """Return the law as it was on a day: the same pack, without what did not apply then."""
        if not any(each.in_force for each in self.versions):
            return self
        then = tuple(each for each in self.versions if is_within(each.in_force, day))
        return replace(self, provisions={each.cite: each for each in then}, versions=then)

    def day(self, moment: datetime) -> date:
        """Return the date of a moment where the law applies."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    def full(self, cite: str) -> str:
        """Return a citation as others print it: the pack, then the provision."""
        return f"{self.id} {cite}"

    def parts(self, cite: str) -> list[Provision]:
        """Return the provision and everything under it, in the order of the statute."""
        return [each for each in self.provisions.values() if each.cite == cite or is_under(each.cite, cite)]

    def text(self, cite: str) -> str:
        """Return a provision's own words, with those of its parts."""
        return "\n".join(each.words for each in self.parts(cite) if each.words)

    def citation_of(self, provision: Provision, cited: Cited) -> str:
        """Return what a rule, ending, duty or effect cites: the provision or the remarks to it."""
        return self.full(provision.cite + (REMARKS if cited.basis == "remarks" else ""))

    def text_of(self, provision: Provision, cited: Cited) -> str:
        """Return the words a rule, ending or duty rests on."""
        if cited.words:
            return cited.words
        if cited.basis == "remarks":
            return "\n".join(remark.words for remark in provision.remarks)
        return self.text(provision.cite)


def is_within(in_force: Mapping[str, str | None], day: date) -> bool:
    """Tell whether a day lies within a from and a to, both included; an end left open does not bind."""
    first, last, written = in_force.get("from"), in_force.get("to"), day.isoformat()
    return (first is None or first <= written) and (last is None or written <= last)


def is_under(cite: str, above: str) -> bool:
    """Tell whether one provision is part of another: § 2(1) no. 1 is under § 2(1) and § 2, 7.2.1 under 7.2.

    A part that bears no number stands in brackets by a word: cirk. 1990 (Underretning), § 33 (varighed).
    """
    return cite.startswith(above) and cite[len(above) :].startswith(("(", " (", " no.", ".", " §"))
