"""Checks. Children and honour."""
