"""Counting time, and what must happen, by when, and who must do it."""

from vaern.deadlines.ends import End, ends
from vaern.deadlines.obligations import obligations

__all__ = ["End", "ends", "obligations"]
