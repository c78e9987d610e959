"""Værn carries a protective order through its whole life and watches a zone without watching a person."""

__version__ = "0.1.0"
