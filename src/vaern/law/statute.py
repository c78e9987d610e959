"""What a pack holds: provisions with their words, and beside them the rules, values and duties they carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

REMARKS = " bem."
"""A rule that rests on the remarks to a provision cites it with this ending (bemærkninger)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: the seed and its lines."""

    seed: str
    lines: str


@dataclass(frozen=True, slots=True)
class Remark:
    """An excerpt of the remarks, and the rules that it guides."""

    words: str
    source: Source
    guides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A number, period or office that a provision sets, with the words that set it."""

    is_: Any
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a rule, ending or duty has in common: its own words, or the provision's, or the remarks'."""

    words: str = ""
    basis: str = "words"


@dataclass(frozen=True, slots=True)
class Excluded(Cited):
    """Sections that the words of a list of offences do not mean, though one might think so."""

    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalty(Cited):
    """The highest penalty that a section of a penal statute carries: months, or `life`."""

    section: str = ""
    is_: int | str = 0


@dataclass(frozen=True, slots=True)
class Offences:
    """Sections of a penal statute that a provision means, if need be only those that carry a penalty.

    Those it may or may not mean are `open`.
    """

    words: str
    law: str
    sections: tuple[str, ...]
    carrying: str | None = None
    open: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule(Cited):
    """A condition in the expression language of `vaern.law.conditions`."""

    id: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    general_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """One way into a measure: the rules (provision, rule) that must all hold."""

    opens: str
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """How long measures may last, or who decides them: the name of a value of the same provision.

    `max_extension` is how long they may be prolonged at a time, where that differs.
    """

    measures: tuple[str, ...]
    max_duration: str | None = None
    max_extension: str | None = None
    authority: str | None = None
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Ending(Cited):
    """An event that ends an order of these measures."""

    measures: tuple[str, ...] = ()
    event: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    unless: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know, and the citation it rests on."""

    text: str
    citation: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty(Cited):
    """What an event obliges or entitles somebody to do, and within which period.

    A right that `begins_when_over` may be used only once the period has run.
    """

    kind: str = ""
    event: str = ""
    actor: str = ""
    towards: str = ""
    measures: tuple[str, ...] = ()
    measure: str | None = None
    period: str | None = None
    exceptions: tuple[tuple[Mapping[str, Any], str], ...] = ()
    urgency: str | None = None
    right: bool = False
    begins_when_over: bool = False
    done_by: tuple[str, ...] = ()
    gone_by: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)
    unless: Mapping[str, Any] = field(default_factory=dict)
    unless_any: tuple[str, ...] = ()
    unless_measure: str | None = None
    after: tuple[str, ...] = ()
    only_if: Mapping[str, Any] = field(default_factory=dict)
    per_order: bool = False
    may_be_done_before: bool = False
    outlives_order: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def is_of_the_case(self) -> bool:
        """Tell whether the duty hangs on no measure: it belongs to the criminal case, whatever orders do."""
        return not self.measures and self.measure is None


@dataclass(frozen=True, slots=True)
class Effect(Cited):
    """What an order of these measures or its breach brings about; `is_` where that is a value."""

    kind: str = ""
    measures: tuple[str, ...] = ()
    is_: str | int | bool | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """A question left to a person: who answers it, what the law tells them to weigh, what practice says."""

    judged: str
    measures: tuple[str, ...]
    decided_by: str
    weigh: tuple[Cited, ...] = ()
    practice: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Content(Cited):
    """One thing a document must say; `consent` tells whether the protected person must agree to it."""

    id: str = ""
    says: str = ""
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Paper(Cited):
    """A document that a step of the case owes to somebody, with what the law wants in it."""

    id: str = ""
    title: str = ""
    step: str = ""
    from_: str = ""
    to: str = ""
    measures: tuple[str, ...] = ()
    content: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A section, paragraph or number: its words, its source and what it says to do.

    `readings` say how its words were understood where they leave room; `not_a_rule` says why words call for
    nothing. `in_force` says from and to which
    day it applied; empty where it applies as long as its pack does.
    """

    cite: str
    title: str
    instrument: str
    words: str
    source: Source
    remarks: tuple[Remark, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    offences: Mapping[str, Offences] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
    terms: tuple[Term, ...] = ()
    endings: tuple[Ending, ...] = ()
    duties: tuple[Duty, ...] = ()
    notes: tuple[Note, ...] = ()
    effects: tuple[Effect, ...] = ()
    assessments: tuple[Weighing, ...] = ()
    papers: tuple[Paper, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    readings: tuple[str, ...] = ()
    not_a_rule: str = ""
    file: str = ""
    in_force: Mapping[str, str | None] = field(default_factory=dict)


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
