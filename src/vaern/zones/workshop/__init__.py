"""The workshop where a zone is drawn and looked over before it is ordered; pure."""

from vaern.zones.workshop.checks import Limits, look_over
from vaern.zones.workshop.draft import Draft, Place
from vaern.zones.workshop.finding import Finding, Result
from vaern.zones.workshop.layer import LAYERS, Bounds, Feature, Layers

__all__ = [
    "LAYERS",
    "Bounds",
    "Draft",
    "Feature",
    "Finding",
    "Layers",
    "Limits",
    "Place",
    "Result",
    "look_over",
]
