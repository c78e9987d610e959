"""From when until when, as a control says it."""

from __future__ import annotations

from vaern.monitoring.node import Node
from vaern.monitoring.terms import ALWAYS_MS, Span


def closed_span(node: Node) -> Span:
    """Return a span whose both ends are said."""
    span = Span(node["from"].milliseconds(), node["to"].milliseconds())
    refuse_backwards(node, span)
    return span


def open_span(node: Node) -> Span:
    """Return a span that may have no end."""
    node.only("from", "to")
    span = Span(node["from"].milliseconds(), node["to"].milliseconds(ALWAYS_MS))
    refuse_backwards(node, span)
    return span


def refuse_backwards(node: Node, span: Span) -> None:
    """Refuse a span that ends before it begins."""
    if span.ends < span.begins:
        node["to"].refuse("this ends before it begins", "a time after `from`")
