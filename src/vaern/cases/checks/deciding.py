"""Checks. The decision: order, zone, exceptions."""
