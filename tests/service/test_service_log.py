"""The log: an event and where it passed, never what was said."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from vaern.service import log


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error, while the service's logging is set up; everything is as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    text = io.StringIO()
    monkeypatch.setattr(sys, "stderr", text)
    log.set_up()
    yield text
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


def test_an_event_is_one_line_of_json(written: io.StringIO) -> None:
    structlog.get_logger().info("listening", port=8123)
    said = json.loads(written.getvalue())
    assert (said["event"], said["level"], said["port"]) == ("listening", "info", 8123)


def test_an_exceptions_words_stay_out(written: io.StringIO) -> None:
    try:
        float("55.3679867,10.4312770")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in %s", "55.3679867")
    said = json.loads(written.getvalue())
    assert (said["error"], said["event"]) == ("ValueError", "Exception in %s")
    assert "55.3679867" not in written.getvalue()


def test_a_message_that_was_put_together_stays_out(written: io.StringIO) -> None:
    logging.getLogger("library").warning("near 55.3679867")
    assert json.loads(written.getvalue())["event"] == "warning"
