"""Plays the recorded walk into the live service, one walk at a time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from vaern.simulate import walk
from vaern.web.live import service

GAP = timedelta(minutes=1)
"""Between two walks: the device reports on, and its silence is no alarm."""


class Player:
    """One player for the web process; the walk's times run `speed` times as fast as the clock on the wall."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.walks = 0
        self.entries_before = 0

    @property
    def is_playing(self) -> bool:
        """Say whether a walk is on its way."""
        return self._thread is not None and self._thread.is_alive()

    def play(self, device: str, now: datetime, speed: float) -> datetime | None:
        """Begin the walk at `speed` times its pace; return its first moment, or None while one is playing.

        It begins so far back that its end is `now`, and after all that the service has heard.
        """
        with self._lock:
            if self.is_playing:
                return None
            live = service()
            heard = live.health()
            start = max(now - _lead(speed), datetime.fromisoformat(heard["now"]) + GAP)
            self.walks, self.entries_before = self.walks + 1, heard["last_entry"]
            played = (live, walk.rows(device, start), speed)
            self._thread = threading.Thread(target=walk.play, args=played, daemon=True)
            self._thread.start()
            return start


def _lead(speed: float) -> timedelta:
    """Return how far a walk at `speed` gets ahead of the clock."""
    return walk.length() * (1 - 1 / speed)


player = Player()
