"""Live states in processes of their own, one a core, each the only one to touch its folder."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from vaern.errors import InputError
from vaern.service.desk import Desk
from vaern.vault.disk import DiskFull


class Processes:
    """Asks desks in processes of their own, all that a question concerns at once.

    A process that has ended is an OSError: nobody watches its controls, and the service must not go on.
    """

    def __init__(self, opens: Sequence[Callable[[], Desk]]) -> None:
        """Start a process for each desk; InputError when one of them cannot be opened."""
        self._pipes: list[Connection] = []
        for each in opens:
            self._pipes.append(_started(each, list(self._pipes)))
        try:
            self._heard(range(len(opens)))
        except BaseException:
            self._hang_up()
            raise

    def __len__(self) -> int:
        return len(self._pipes)

    def all(self, name: str, *arguments: Any) -> list[Any]:
        """Return what every desk answers."""
        return list(self.some(name, dict.fromkeys(range(len(self)), arguments)).values())

    def some(self, name: str, arguments: Mapping[int, tuple[Any, ...]]) -> dict[int, Any]:
        """Return what the desks answer that are asked, each with its own arguments."""
        for number, said in arguments.items():
            try:
                self._pipes[number].send((name, said))
            except OSError:
                raise _gone() from None
        return dict(zip(arguments, self._heard(arguments), strict=True))

    def close(self) -> None:
        """Have every desk put its state on disk; those of a process that has ended wait there for a start."""
        try:
            self.all("close")
        finally:
            self._hang_up()

    def _hang_up(self) -> None:
        for pipe in self._pipes:
            pipe.close()

    def _heard(self, numbers: Any) -> list[Any]:
        heard = []
        for number in numbers:
            try:
                heard.append(self._pipes[number].recv())
            except (EOFError, OSError):
                raise _gone() from None
        for _, error in heard:
            if error is not None:
                raise error
        return [answer for answer, _ in heard]


def _gone() -> OSError:
    return OSError("a process of the live service has ended")


def _started(opens: Callable[[], Desk], others: list[Connection]) -> Connection:
    fork = get_context("fork")
    here, there = fork.Pipe()
    fork.Process(target=_answer, args=(opens, there, [*others, here])).start()
    there.close()
    return here


def _answer(opens: Callable[[], Desk], asked: Connection, not_ours: list[Connection]) -> None:
    """Answer until told to close; when whoever asks is gone, put everything on disk and end too."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # who asks hears them, and says when to close
    for connection in not_ours:
        connection.close()
    try:
        desk = opens()
    except InputError as error:
        asked.send((None, error))
        return
    asked.send((None, None))
    while True:
        try:
            name, said = asked.recv()
        except EOFError:
            desk.close()
            return
        asked.send(_answered(desk, name, said))
        if name == "close":
            os._exit(0)


def _answered(desk: Desk, name: str, said: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return getattr(desk, name)(*said), None
    except DiskFull:
        return None, DiskFull()
    except InputError as error:
        return None, InputError(**error.as_dict())
