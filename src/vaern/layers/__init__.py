"""Map layers for the zone workshop: brought in from OpenStreetMap or official files, kept on the machine."""

from vaern.layers.shelf import Provenance, Shelf

__all__ = ["Provenance", "Shelf"]
