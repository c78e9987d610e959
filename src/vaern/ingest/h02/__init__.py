"""H02 and its relatives over TCP, in text and in binary."""

from vaern.ingest.h02.conversation import H02Conversation

__all__ = ["H02Conversation"]
