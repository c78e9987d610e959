"""Plays the recorded walk into the live service, one walk at a time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from vaern.simulate import walk
from vaern.web.live import service

GAP = timedelta(minutes=1)
"""Between two walks: the device reports on, and its silence is no alarm."""


class Player:
    """One player for the web process. The walk runs on a clock of its own from the moment Play is pressed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended_at: datetime | None = None
        self.walks = 0
        self.entries_before = 0

    def play(self, device: str, now: datetime, speed: float) -> datetime | None:
        """Begin the walk at `speed` times its pace; return its first moment, or None while one is playing."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return None
            live = service()
            start = max(now, self._ended_at + GAP) if self._ended_at else now
            rows = walk.rows(device, start)
            self._ended_at = datetime.fromisoformat(rows[-1]["time"])
            self.walks, self.entries_before = self.walks + 1, live.health()["last_entry"]
            self._thread = threading.Thread(target=walk.play, args=(live, rows, speed), daemon=True)
            self._thread.start()
            return start


player = Player()
