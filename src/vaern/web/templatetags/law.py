"""Tags that set a citation as a link and the law's words as a quotation in their language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from vaern import packs
from vaern.documents import printed
from vaern.law.statute import REMARKS
from vaern.web import law_words, words
from vaern.web.views.anchors import anchors

LONG = 700
"""Characters from which a quotation is folded: what is read first must not be pushed off the screen."""
SHOWN = 160

register = template.Library()
register.filter("law_status", law_words.status)
register.filter("step", law_words.step)
register.filter("effect", law_words.effect)
register.filter("term", law_words.term)
register.filter("aspect", law_words.aspect)
register.filter("jurisdiction", law_words.jurisdiction)
register.filter("law_value", law_words.value)
register.filter("within", law_words.within)
register.filter("sections", law_words.sections)
register.filter("where", law_words.where)
register.filter("penalty", law_words.penalty)


@register.filter
def iso_day(written: str) -> str:
    """Return a legal date in words."""
    return printed.day(date.fromisoformat(written))


@register.filter
def provision_address(citation: str) -> str:
    """Return where the page of a provision is."""
    return f"{reverse('provision')}?{urlencode({'citation': citation})}"


@register.filter
def place_in_pack(citation: str) -> str:
    """Return where a provision, or the one that remarks are about, stands in the page of its pack."""
    pack_id, _, cite_ = citation.partition(" ")
    pack = packs.load(pack_id)
    provision = pack.provisions[cite_.removesuffix(REMARKS)]
    return f"{reverse('law-pack', args=[pack_id])}#{anchors(pack)[id(provision)]}"


@register.filter
def measure_address(named: str) -> str:
    """Return where the note on `<pack>/<measure>` is."""
    return reverse("law-measure", args=named.split("/"))


@register.filter
def measure_name(named: str) -> str:
    """Return `<pack>/<measure>` in words."""
    pack_id, _, measure = named.partition("/")
    return f"{words.word(measure)}, {pack_id}"


@register.simple_tag
def cite(citation: str) -> SafeString:
    """Link a citation to the page of its provision."""
    return format_html('<a class="cite" href="{}">{}</a>', provision_address(citation), citation)


@register.simple_tag
def quote(text: str, language: str) -> SafeString:
    """Set words of the law, marked with their language; a long passage opens on demand."""
    said = mark_safe(linebreaks(text, autoescape=True))
    if len(text) <= LONG:
        return format_html('<blockquote lang="{}">{}</blockquote>', language, said)
    begins = f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
    return format_html(
        '<details class="long-quote"><summary lang="{0}">{1}</summary>'
        '<blockquote lang="{0}">{2}</blockquote></details>',
        language,
        begins,
        said,
    )


@register.simple_tag
def changed(aspect: str, said: dict[str, Any]) -> str:
    """Return one line of a comparison."""
    return law_words.changed(aspect, said)
