"""Positions that a Traccar server forwards as JSON: any of its device languages can stand in front of us."""

from vaern.ingest.traccar.forwarded import read_forwarded

__all__ = ["read_forwarded"]
