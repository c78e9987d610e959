"""Queclink trackers over TCP, in text."""

from vaern.ingest.queclink.conversation import QueclinkConversation

__all__ = ["QueclinkConversation"]
