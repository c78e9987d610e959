"""Checks. The assessment, the party hearing and what comes before a decision."""
