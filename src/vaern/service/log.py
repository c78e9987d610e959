"""Log lines as JSON on standard error: an event and its numbers, never a position, a person or free text."""

from __future__ import annotations

import logging
import logging.config
import sys
import traceback

import structlog


def set_up() -> None:
    """Send our own events, and those of the libraries without their messages' values, to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    handler = Forwarded()
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


class Forwarded(logging.Handler):
    """Makes an event of a library's record: its template and where an exception passed, never a value."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record without its arguments: they, and an exception's message, may hold a position."""
        said: dict[str, object] = {"logger": record.name}
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            said["error"] = record.exc_info[0].__name__
            said["passed"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-6:]]
        template = str(record.msg) if record.args else record.levelname.lower()
        structlog.get_logger().log(record.levelno, template.splitlines()[0], **said)
