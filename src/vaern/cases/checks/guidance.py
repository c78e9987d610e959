"""Checks. Guidance of the victim."""
