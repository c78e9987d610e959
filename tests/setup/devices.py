"""Frames of real devices, and what each dialect makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vaern.ingest.gt06 import Gt06Conversation
from vaern.ingest.h02 import H02Conversation
from vaern.ingest.heard import Conversation, Heard, Row
from vaern.ingest.queclink import QueclinkConversation
from vaern.ingest.teltonika import TeltonikaConversation

SPEAKER = "356307042441013"
FRAMES = Path(__file__).parents[1] / "ingest" / "frames"
DIALECTS = ("teltonika", "gt06", "h02", "queclink")


def frames(dialect: str) -> list[dict[str, Any]]:
    """Return the frames of a dialect with their checks."""
    text = (FRAMES / f"{dialect}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def sent(frame: dict[str, Any]) -> bytes:
    """Return the bytes that the device sent; the sign that ends a text is not part of some frames."""
    if frame["frame_type"] == "hex":
        return bytes.fromhex(frame["frame"])
    text = frame["frame"].encode()
    return text if text[-1:] in (b"$", b"#") else text + (b"$" if text[:1] == b"+" else b"#")


def conversation(dialect: str) -> Conversation:
    """Return a connection on which the device has said who it is."""
    return {
        "teltonika": lambda: TeltonikaConversation(SPEAKER),
        "gt06": lambda: Gt06Conversation(SPEAKER),
        "h02": H02Conversation,
        "queclink": QueclinkConversation,
    }[dialect]()


def placed(heard: list[Heard]) -> list[Row]:
    """Return the rows that hold a place."""
    return [row for each in heard for row in each.rows if row.get("lat") is not None]
