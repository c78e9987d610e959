"""Fixes in, alarms out: judges positions against the controls in force; pure, no clock, no disk."""
