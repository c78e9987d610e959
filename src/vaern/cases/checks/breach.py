"""Checks. Breach and charge."""
