"""Checks. Intake: what is told when somebody calls."""
