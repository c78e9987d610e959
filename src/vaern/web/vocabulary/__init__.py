"""What entries, fields and values are called, a module for each part of the work; `words` joins them."""

from __future__ import annotations

from vaern.web.vocabulary import (
    after_decision,
    breach,
    caring,
    closing,
    contacts,
    deciding,
    disclosing,
    registering,
    telling,
)

PARTS = (
    after_decision,
    breach,
    caring,
    closing,
    contacts,
    deciding,
    disclosing,
    registering,
    telling,
)
