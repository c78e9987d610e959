"""Which leaflets can be handed out with an order."""

from __future__ import annotations

from django import template

from vaern.cases.orders import Order
from vaern.documents.leaflet import LANGUAGES, words

register = template.Library()


@register.simple_tag
def leaflets(order: Order) -> list[tuple[str, str]]:
    """Return code and own name of each language that has a leaflet on the order's measure."""
    return [(code, name) for code, name in LANGUAGES.items() if order.measure in words(code)["measures"]]
