"""OwnTracks, over HTTP and over MQTT."""

from vaern.ingest.owntracks.message import read_message

__all__ = ["read_message"]
