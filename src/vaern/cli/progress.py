"""A progress bar on standard error: on a terminal, where there is more than a second to wait."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

PATIENCE_S = 1.0


class Progress:
    """Shows how far reading and judging have come."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        self._bar = Bar(*columns, console=console, transient=True) if console.is_terminal else None
        self._began = time.monotonic()
        self._task = self._bar.add_task("reading fixes", total=None) if self._bar else None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def reading(self, done: int) -> None:
        """Show how many lines have been read."""
        self._show(done, None, "reading fixes")

    def judging(self, done: int, total: int) -> None:
        """Show how many fixes have been judged."""
        self._show(done, total, "judging")

    def _show(self, done: int, total: int | None, description: str) -> None:
        if self._bar is None or self._task is None or time.monotonic() - self._began < PATIENCE_S:
            return
        self._bar.start()
        self._bar.update(self._task, completed=done, total=total, description=description)
