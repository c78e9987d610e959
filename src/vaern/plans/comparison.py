"""What changed between two editions of a plan, initiative by initiative, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from vaern.plans.plan import Initiative, Plan

FIELDS = ("title", "theme", "ministries", "reserve_funded", "status", "ends", "grants", "objective", "areas",
          "level", "responsible")  # fmt: skip


class Words(NamedTuple):
    """A run of words that stands in both editions, or in one of them."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Change:
    """What changed about one initiative; `before` is None where it is new, `after` where it is gone."""

    before: Initiative | None
    after: Initiative | None

    @property
    def number(self) -> int:
        """The number in the later edition, or the earlier one where it is gone."""
        known = self.after or self.before
        assert known
        return known.number

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """Return the fields that changed, with what they were and are."""
        if self.before is None or self.after is None:
            return {}
        pairs = {name: (getattr(self.before, name), getattr(self.after, name)) for name in FIELDS}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def words(self) -> list[Words]:
        """Return the status text of both editions, word by word."""
        before = self.before.status_text if self.before else ""
        after = self.after.status_text if self.after else ""
        return list(compared(before, after)) if before != after else []

    def as_dict(self) -> dict[str, Any]:
        """Return the change as JSON values."""
        said = {"before": self.before, "after": self.after}
        shown = {name: each.model_dump(mode="json") if each else {} for name, each in said.items()}
        return {
            "initiative": self.number,
            "is": "new" if self.before is None else "gone" if self.after is None else "changed",
            "fields": {name: [shown["before"][name], shown["after"][name]] for name in self.fields},
            "words": [list(run) for run in self.words],
        }


def changes(before: Plan, after: Plan) -> list[Change]:
    """Return what changed, in the order of the later edition, what is gone last.

    An initiative is found again by its title, or by its number where the title changed.
    """
    left = list(before.initiatives)
    found: list[Change] = []
    by_title = {each.title: each for each in left}
    pairs = [(each, by_title.get(each.title)) for each in after.initiatives]
    taken = {id(earlier) for _, earlier in pairs if earlier is not None}
    by_number = {each.number: each for each in left if id(each) not in taken}
    for later, same in pairs:
        earlier = same or by_number.pop(later.number, None)
        if earlier is not None:
            left = [each for each in left if each is not earlier]
        change = Change(earlier, later)
        if earlier is None or change.fields or change.words:
            found.append(change)
    return [*found, *(Change(each, None) for each in left)]


def compared(before: str, after: str) -> Iterator[Words]:
    """Yield the words of two texts as runs that are the same, gone or new."""
    old, new = before.split(), after.split()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Words("same", " ".join(old[a:b]))
            continue
        if a < b:
            yield Words("gone", " ".join(old[a:b]))
        if c < d:
            yield Words("new", " ".join(new[c:d]))
