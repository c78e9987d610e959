"""Messages as lines of a file, for a demonstration and for whoever fetches them from there."""

from __future__ import annotations

import json
import os
from pathlib import Path

from vaern.notify.channels.channel import Message, NotDelivered


class FileChannel:
    """Appends {"to", "key", "subject", "text", "language"} to a file that only its owner reads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, to: str, message: Message) -> None:
        """Write the message; it is on disk when this returns."""
        line = json.dumps({"to": to, **message._asdict()}, ensure_ascii=False) + "\n"
        try:
            opened = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(opened, "a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotDelivered("file_not_written") from error
