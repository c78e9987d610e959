"""Checks. Risk, and the assault alarm."""
