"""Risk, and the assault alarm."""

from __future__ import annotations

from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = ()
