"""Counting time, and what must happen, by when, and who must do it."""

from vaern.deadlines.ends import End, ends
from vaern.deadlines.obligation import Obligation
from vaern.deadlines.obligations import in_order, obligations, standing

__all__ = ["End", "Obligation", "ends", "in_order", "obligations", "standing"]
