"""Checks. Service, effect, release from custody."""
