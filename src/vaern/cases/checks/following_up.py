"""Checks. Visits, admonitions, treatment, the plan."""
