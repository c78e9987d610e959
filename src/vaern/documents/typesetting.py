"""From content to PDF: tagged (PDF/UA-1), archivable (PDF/A-3a), the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "templates"


def typeset(template: str, page: Mapping[str, Any], made_at: datetime, record: bytes | None = None) -> bytes:
    """Return the PDF of `page` set by `templates/<template>.typ`, with `record` attached as JSON where given.

    Content travels as JSON and is never read as markup; only the fonts inside typst are used.
    """
    inputs = {"page": json.dumps(page, ensure_ascii=False)}
    if record is not None:
        inputs["record"] = record.decode()
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-3a"],
        timestamp=int(made_at.timestamp()),
    )
