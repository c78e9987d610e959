"""Service, effect, release from custody."""

from __future__ import annotations

from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = ()
