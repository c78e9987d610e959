"""A provision: its words, and beside them the rules, values, duties, effects and papers they carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
