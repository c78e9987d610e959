"""OsmAnd, Traccar Client and others that send a position in one HTTP call."""

from vaern.ingest.osmand.call import read_call

__all__ = ["read_call"]
