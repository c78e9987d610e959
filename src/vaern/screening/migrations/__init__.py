"""Migrations of the screening's tables."""
