"""Teltonika trackers over TCP: codec 8, 8 extended and 16."""

from vaern.ingest.teltonika.conversation import TeltonikaConversation

__all__ = ["TeltonikaConversation"]
