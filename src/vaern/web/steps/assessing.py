"""The assessment, the party hearing and what comes before a decision."""

from __future__ import annotations

from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = ()
