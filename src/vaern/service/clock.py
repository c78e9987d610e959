"""Two clocks of the live service: the machine's, and that of a recorded walk which is played again."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Gives the present in milliseconds since 1970; never goes back."""

    name: str
    ticks: bool

    def now_ms(self) -> int:
        """Return the present."""

    def arrival_ms(self) -> int | None:
        """Return when what comes now has arrived; None where the sender says it."""

    def not_before(self, at_ms: int) -> None:
        """Learn that `at_ms` has passed: what was kept on disk is never in the future."""


class SystemClock:
    """The machine's clock; when that is set back, time stands still until it has caught up."""

    name = "system"
    ticks = True

    def __init__(self) -> None:
        self._latest_ms = 0

    def now_ms(self) -> int:
        """Return the machine's time, or the latest that was seen."""
        self._latest_ms = max(self._latest_ms, time.time_ns() // 1_000_000)
        return self._latest_ms

    def arrival_ms(self) -> int | None:
        """Return the present: a sender does not say when we received."""
        return self.now_ms()

    def not_before(self, at_ms: int) -> None:
        """Move on to `at_ms`."""
        self._latest_ms = max(self._latest_ms, at_ms)


class StreamClock:
    """The clock of the demonstration: as late as the latest fix says, standing still between fixes."""

    name = "stream"
    ticks = False

    def __init__(self) -> None:
        self._latest_ms = 0

    def now_ms(self) -> int:
        """Return the latest time that a fix brought."""
        return self._latest_ms

    def arrival_ms(self) -> int | None:
        """Return None: a recorded fix says itself when it arrived."""
        return None

    def not_before(self, at_ms: int) -> None:
        """Move on to `at_ms`."""
        self._latest_ms = max(self._latest_ms, at_ms)
