"""GT06 and its many relatives over TCP."""

from vaern.ingest.gt06.conversation import Gt06Conversation

__all__ = ["Gt06Conversation"]
