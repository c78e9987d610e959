"""Money in a status text: what went to whom, and sums that went to nobody named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from vaern.plans.plan import Grant

AMOUNT = re.compile(
    r"(?P<figure>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)"
    r"(?P<unit>\.?\s*(?:(?P<scale>mio\.|mia\.|millioner)\s*)?(?:kr\b\.?|kroner))?"
)
IN_WORDS = re.compile(r"[^\W\d]{2,} (?:(?:millioner|milliarder|mio\.|mia\.|tusinde?) )?(?:kroner|kr\.)")
_SCALE = {None: 1, "mio.": 10**6, "millioner": 10**6, "mia.": 10**9}
_LISTED = re.compile(r"^(?P<recipient>[^\W\d][^:\d]*?)\s*(?P<colon>:)?\s+(?=\d)")
_NAMED = re.compile(r"^(?P<recipient>[^\W\d][^:\d.]{1,60}):\s")
_TO = re.compile(r"\b\w*tilskud til (?P<recipient>[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*) på (?=\d)")
NO_UNIT = "beløb uden «kr.»"
_SENTENCE = re.compile(r"[^\W\d]{2,}\. ")
_SET_ASIDE = re.compile(r"\bafsat\b|\børemærket\b|\bårlig|\bgår til\b|\bog frem\b|heraf")


class Money(NamedTuple):
    """Grants, and the sentences about money that are none (with those whose reading wants a second look)."""

    grants: list[Grant]
    open: list[str]


def money(paragraphs: Sequence[str]) -> Money:
    """Return the money of a status text, paragraph by paragraph."""
    found = Money([], [])
    for paragraph in paragraphs:
        _read(paragraph, found)
    return found


def _read(paragraph: str, found: Money) -> None:
    amounts = [each for each in AMOUNT.finditer(paragraph) if each["unit"] or _is_listed(paragraph, each)]
    for amount in amounts:
        recipient = _recipient(paragraph, amount, alone=len(amounts) == 1)
        if recipient is None:
            found.open.append(_sentence(paragraph, amount))
            continue
        found.grants.append(Grant(recipient=recipient, amount_dkk=_kroner(amount)))
        if not amount["unit"]:
            found.open.append(f"{paragraph} ({NO_UNIT})")
    counted = [range(*amount.span()) for amount in amounts]
    for words in IN_WORDS.finditer(paragraph):
        if not any(words.end() - 1 in each for each in counted):
            found.open.append(_sentence(paragraph, words))


def _recipient(paragraph: str, amount: re.Match[str], *, alone: bool) -> str | None:
    """Return whom the text names: "X: … kr.", "X … kr." or "tilskud til X på … kr."; else None."""
    if to := next((each for each in _TO.finditer(paragraph) if each.end() == amount.start()), None):
        return to["recipient"]
    listed = _LISTED.match(paragraph)
    named = listed if listed and listed.end() == amount.start() else _NAMED.match(paragraph)
    if not alone or named is None or _SET_ASIDE.search(paragraph):
        return None
    return named["recipient"].strip()


def _is_listed(paragraph: str, amount: re.Match[str]) -> bool:
    """Tell whether a bare figure is the whole rest of a line "recipient figure"."""
    before = _LISTED.match(paragraph)
    whole = bool(before and before.end() == amount.start() and amount.end() == len(paragraph))
    return whole and "." in amount["figure"]


def _kroner(amount: re.Match[str]) -> int:
    figure = Decimal(amount["figure"].replace(".", "").replace(",", "."))
    return int(figure * _SCALE[amount["scale"]])


def _sentence(paragraph: str, amount: re.Match[str]) -> str:
    """Return the sentence that holds the amount."""
    before = _SENTENCE.finditer(paragraph, 0, amount.start())
    begin = max((each.end() for each in before), default=0)
    rest = re.search(r"\.(?: (?=[A-ZÆØÅ])|$)", paragraph[amount.end() :])
    return paragraph[begin : amount.end() + rest.end() if rest else None].strip()
