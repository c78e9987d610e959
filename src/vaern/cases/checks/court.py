"""Checks. Complaint and court review."""
