"""What must be so before an event may stand in the log: one module for each part of the work."""

from vaern.cases.checks import (
    assessing,
    breach,
    children,
    closing,
    contacts,
    controlling,
    court,
    deciding,
    disclosing,
    ending,
    following_up,
    guidance,
    intake,
    risk,
    serving,
)  # fmt: skip
from vaern.cases.checks.registry import check, checks_of

__all__ = [
    "assessing", "breach", "check", "checks_of", "children", "closing", "contacts", "controlling", "court",
    "deciding", "disclosing", "ending", "following_up", "guidance", "intake", "risk", "serving",
]  # fmt: skip
