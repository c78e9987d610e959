"""What one pass of judging writes on: alarms open, events drafted, fixes to be released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vaern.monitoring.alarm import GRADES, Alarm
from vaern.monitoring.answer import Answer

KINDS = (
    "zone", "margin", "absent", "border_crossing_pattern", "distance", "radio_near",
    "signal_lost", "frozen", "jump", "tamper", "battery_low", "assault_button",
)  # fmt: skip
PLACES = ("zone", "margin", "absent", "border_crossing_pattern")
LAST = (1 << 30, 0, 0, "")
REMEMBERED = (*PLACES, "assault_button", "radio_near", "signal_lost")
KEPT_EPISODES = 8
"""So many past episodes of one place are remembered, for fixes that come too late to change them."""


@dataclass(slots=True, eq=False)
class Name:
    """The id of an alarm; its number is given once, in order of event time."""

    control: str | None
    place: str
    kind: str
    number: int = 0

    @property
    def base(self) -> str:
        """The id without its number."""
        return f"{self.control or '-'}/{self.place}/{self.kind}"

    def __str__(self) -> str:
        return f"{self.base}/{self.number}"


class Key(NamedTuple):
    """What can be in alarm: a kind, for a device within a control, at a zone (-1 where there is none).

    The button belongs to a device by name: it rings also when no control knows the device.
    """

    kind: str
    pair: int
    zone: int = -1
    device: str = ""


class Episode(NamedTuple):
    """An alarm that is open: how high it rose, until when it can last, whether she was told of it.

    `outside_since`: the first of the fixes outside, near the boundary, that have not ended it yet, and how
    many there were. `rested`: they would have ended it, had it not come so often; `returned_at`: when a
    fix was inside again after that. `depth_m`: the deepest so far, metres to the boundary, negative inside.
    """

    name: Name
    begun: int
    until: int
    grade: int = 0
    told: bool = False
    because: tuple[str, ...] = ()
    outside_since: int | None = None
    outside_fixes: int = 0
    rested: bool = False
    returned_at: int | None = None
    depth_m: float = 0.0

    def lasting(self, until: int) -> Episode:
        """Return the episode with another end."""
        return self._replace(until=until)

    def as_deep_as(self, depth_m: float) -> Episode:
        """Return the episode with another depth."""
        return self._replace(depth_m=depth_m)

    def is_settled(self, at: int) -> bool:
        """Return whether he has been inside without a break, and it can last until a moment."""
        return self.outside_since is None and self.returned_at is None and at <= self.until

    def inside(self, at: int) -> Episode:
        """Return the episode at a fix inside."""
        if self.outside_since is None:
            return self
        back = at if self.rested else self.returned_at
        return self._replace(outside_since=None, outside_fixes=0, rested=False, returned_at=back)


class Visit(NamedTuple):
    """A stay in a zone that has corridors: its first and latest fix, and the corridors taken so far."""

    begun: int
    latest: int
    taken: tuple[int, ...] = ()


class Crossing(NamedTuple):
    """One crossing into a zone in which he was shown to be, and the alarm that tells of it."""

    at: int
    name: Name


class Past(NamedTuple):
    """An episode that is over."""

    begun: int
    ended: int
    name: Name


class Condition(NamedTuple):
    """A stretch of time in which something about a device is known to be so; its end is not part of it."""

    key: Key
    begins: int
    ends: int
    name: Name


@dataclass(slots=True)
class Draft:
    """An event before its alarm has a number; `order` settles who comes first at the same moment."""

    at: int
    order: tuple[int, int, int, str]
    name: Name
    event: str
    said: dict[str, Any]

    def alarm(self) -> Alarm:
        """Return the event as it is written."""
        zone = self.name.place if self.name.kind in PLACES else None
        name, kind, control = str(self.name), self.name.kind, self.name.control
        said = self.said | {"crossings": tuple(map(str, self.said.get("crossings", ())))}
        return Alarm(name, control, kind, zone, event=self.event, at=self.at, **said)


@dataclass(slots=True)
class Sheet:
    """The alarms open now, and what this pass has drafted."""

    open: dict[Key, Episode]
    counts: dict[str, int]
    past: dict[Key, tuple[Past, ...]]
    visits: dict[tuple[int, int], Visit] = field(default_factory=dict)
    crossings: dict[Key, tuple[Crossing, ...]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    ended: list[tuple[Key, Past]] = field(default_factory=list)

    def begin(self, key: Key, episode: Episode, order: tuple[int, int, str], **said: Any) -> None:
        """Open an alarm."""
        self.open[key] = episode
        grade = GRADES[episode.grade]
        self._draft(key, episode.begun, order, episode.name, "raised", said | {"grade": grade})

    def rise(self, key: Key, episode: Episode, at: int, order: tuple[int, int, str], **said: Any) -> None:
        """Write that an open alarm has become graver, or touches more people."""
        self.open[key] = episode
        self._draft(key, at, order, episode.name, "graded", said | {"grade": GRADES[episode.grade]})

    def end(
        self, key: Key, at: int, order: tuple[int, int, str], event: str = "cleared", **said: Any
    ) -> None:
        """Close an open alarm."""
        episode = self.open.pop(key)
        self.ended.append((key, Past(episode.begun, at, episode.name)))
        if key.kind in REMEMBERED:
            self.past[key] = (*self.past.get(key, ()), Past(episode.begun, at, episode.name))[-KEPT_EPISODES:]
        self._draft(key, at, order, episode.name, event, said | {"grade": GRADES[episode.grade]})

    def answer(self, answer: Answer, name: Name, device: str) -> None:
        """Write that a person dealt with an alarm that ends by itself."""
        said = {"by": answer.by, "finding": answer.finding, "because": "answered", "device": device}
        self.drafts.append(Draft(answer.at, LAST, name, "answered", said))

    def covering(self, key: Key, at: int) -> Name | None:
        """Return the alarm of a kind that was open at a moment, of the last few that are remembered."""
        episode = self.open.get(key)
        if episode is not None and episode.begun <= at:
            return episode.name
        past = self.past.get(key, ())
        return next((gone.name for gone in past if gone.begun <= at <= gone.ended), None)

    def number_now(self, name: Name) -> Name:
        """Give the next number at once, for kinds whose alarms begin one after the other."""
        self.counts[name.base] = name.number = self.counts.get(name.base, 0) + 1
        return name

    def written(self) -> Iterator[Alarm]:
        """Yield the drafted events in order of event time; here alarms get their numbers."""
        self.drafts.sort(key=lambda draft: (draft.at, draft.order))
        for draft in self.drafts:
            if draft.name.number == 0:
                self.number_now(draft.name)
            yield draft.alarm()

    def _draft(
        self, key: Key, at: int, order: tuple[int, int, str], name: Name, event: str, said: dict[str, Any]
    ) -> None:
        control, zone, device = order
        full = (control, zone, KINDS.index(key.kind), device)
        self.drafts.append(Draft(at, full, name, event, said | {"device": device}))


def raised_to(episode: Episode, grade: int, told: bool) -> Episode:
    """Return the episode at its new height."""
    return episode._replace(grade=max(grade, episode.grade), told=told or episode.told)
