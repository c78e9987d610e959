"""Guidance of the victim."""

from __future__ import annotations

from vaern.web.steps.step import Step

STEPS: tuple[Step, ...] = ()
