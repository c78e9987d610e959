"""What must not be overlooked on any page of a case: imminent danger, and guidance that was left out."""

from __future__ import annotations

from typing import Any

from django import template

from vaern.cases.danger import imminent_danger
from vaern.cases.file import CaseFile
from vaern.cases.guidance import left_out
from vaern.web.steps.guidance import LAWS
from vaern.web.vocabulary.caring import TOPICS

register = template.Library()


@register.inclusion_tag("desk/danger.html")
def danger(file: CaseFile) -> dict[str, Any]:
    """Show that danger is imminent, on every page of the case, until somebody says that it is over."""
    return {"case": file.case, "danger": imminent_danger(file)}


@register.inclusion_tag("desk/left_out.html")
def guidance_left_out(file: CaseFile) -> dict[str, Any]:
    """Show each interview that was held without the guidance owed before it, and what was missing."""
    found = left_out(file) if file.case.law in LAWS else []
    return {"case": file.case, "left_out": [(each, TOPICS[each.topic.id]) for each in found]}
