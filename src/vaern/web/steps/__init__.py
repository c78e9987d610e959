"""The desk's work as steps: one question page each, one module for each part of the work."""
