"""Migrations of the cases' tables."""
