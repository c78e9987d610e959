"""What a log line may say: where and what kind, never a value. Arguments and messages stay out."""

from __future__ import annotations

import json
import logging
import traceback


class EventFormatter(logging.Formatter):
    """Write a record as one JSON line without its arguments: they may hold a name or an address."""

    def format(self, record: logging.LogRecord) -> str:
        """Return level, logger, the message's template and, for an error, its type and the code it passed."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
        }
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        if record.exc_info and record.exc_info[0] and record.exc_info[2]:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["passed"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-6:]]
        return json.dumps(line)
