"""Migrations of the feeds' table."""
