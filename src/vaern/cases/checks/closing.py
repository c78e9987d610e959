"""Checks. Closing a case."""
