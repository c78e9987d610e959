"""The decision: order, zone, exceptions."""

from __future__ import annotations

from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = ()
