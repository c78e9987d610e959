"""Counting time, and what must happen, by when, and who must do it."""

from vaern.deadlines.obligations import obligations

__all__ = ["obligations"]
