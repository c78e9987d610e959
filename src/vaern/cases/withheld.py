"""Words that must not reach the respondent, such as a secret town: kept as seals, found in what he receives.

A seal is a keyed hash of folded words. The log holds seals; the words stand nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from vaern.cases.events import Event, HidingRecorded
from vaern.errors import InputError


def seal(words: str) -> str:
    """Return the seal of some words; `InputError` where there are none."""
    folded = _folded(words)
    if not folded:
        raise InputError(_("There is no word here."), "/withheld", _("Write a word, such as a town."))
    return f"{_hash('')[:8]}:{len(folded)}:{_hash(' '.join(folded))}"


def occurs(seals: Iterable[str], text: str) -> bool:
    """Tell whether sealed words stand in `text`, also with a genitive s.

    Raises `InputError` where a seal was made under another key: then nobody can tell.
    """
    folded = _folded(text)
    return any(_occurs(each, folded) for each in seals)


def seals_of(log: Iterable[Event]) -> tuple[str, ...]:
    """Return every seal of a case: what was once withheld stays withheld."""
    return tuple(seal for event in log if isinstance(event, HidingRecorded) for seal in event.withheld)


def lives_in_hiding(log: Iterable[Event]) -> bool | None:
    """Return the last answer; None: nobody has asked."""
    return next((event.hiding for event in reversed(list(log)) if isinstance(event, HidingRecorded)), None)


def _occurs(sealed: str, text: list[str]) -> bool:
    key, count, digest = sealed.split(":")
    if key != _hash("")[:8]:
        raise InputError(
            _("The words to withhold were sealed under another key: nobody can tell whether they are here."),
            "/withheld",
            _("Ask again whether she lives in hiding, and write them anew."),
        )
    width = int(count)
    windows = (text[start : start + width] for start in range(len(text) - width + 1))
    return any(_hash(" ".join(form)) == digest for window in windows for form in _forms(window))


def _forms(window: list[str]) -> list[list[str]]:
    last = window[-1]
    return [window, [*window[:-1], last[:-1]]] if last.endswith("s") else [window]


def _folded(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _hash(words: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"withheld:" + words.encode(), hashlib.sha256).hexdigest()
