"""One step of the desk's work: what it asks, by which provision, who may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from vaern.cases.file import CaseFile
from vaern.web.steps.form import StepForm

PARTS: dict[str, Any] = {
    "intake": _("Intake"),
    "guidance": _("The victim's guidance"),
    "children": _("Children and honour"),
    "risk": _("Risk"),
    "assessment": _("Assessment"),
    "decision": _("Decision"),
    "service": _("Service and effect"),
    "telling": _("Others are told"),
    "court": _("Complaint and court"),
    "breach": _("Breach and charge"),
    "ending": _("Extended or ended"),
    "follow_up": _("Follow-up"),
    "closing": _("Closing"),
}
"""The parts of the work in their order, each with its heading."""


@dataclass(frozen=True)
class Step:
    """A step: `sources` are citations as the packs write them, `laws` the packs it belongs to (() = all).

    `many`: it may be said again, so a done step still offers one more.
    `optional`: nobody has to answer; without an entry it shows as not asked, not as open.
    `then` is the page of the case that follows it, where that is not the next step.
    `why_not` returns, for a case to which the step does not apply, the reason as a sentence; else "".
    """

    name: str
    part: str
    title: Any
    form: type[StepForm]
    sources: tuple[str, ...]
    laws: tuple[str, ...] = ()
    action: str = "write_cases"
    template: str = "desk/step.html"
    many: bool = False
    optional: bool = False
    why_not: Callable[[CaseFile], Any] | None = None
    then: str = ""

    def belongs_to(self, law: str) -> bool:
        """Tell whether cases under a pack have this step."""
        return not self.laws or law in self.laws
