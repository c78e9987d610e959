"""How a value is printed: the jurisdiction's clock, the language's decimal separator, yes and no in words."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import dateformat, formats, translation
from django.utils.translation import gettext as _

from vaern.errors import InputError

Language = Literal["da", "en", "nb", "sv"]
Answer = Literal["yes", "no", "undetermined"]

CLOCK = ZoneInfo("Europe/Copenhagen")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


def speaking(language: Language) -> AbstractContextManager[None]:
    """Return a context in which every word is in `language`."""
    context: AbstractContextManager[None] = translation.override(language)
    return context


def on_the_clock(at: datetime) -> datetime:
    """Return `at` on the clock in Copenhagen; a time without an offset is refused."""
    if at.utcoffset() is None:
        raise InputError("a time without an offset", "", "an aware datetime")
    return at.astimezone(CLOCK)


def day(value: date) -> str:
    """Return a date with its month in words; a datetime is read on the clock in Copenhagen."""
    if isinstance(value, datetime):
        value = on_the_clock(value)
    return str(dateformat.format(value, _("j F Y")))


def moment(at: datetime) -> str:
    """Return day, time and offset; seconds only where they are not zero."""
    local = on_the_clock(at)
    time = dateformat.time_format(local, _("H:i:s") if local.second else _("H:i"))
    return str(_("{day} at {time} ({offset})")).format(day=day(local), time=time, offset=_offset(local))


def exact(at: datetime) -> str:
    """Return the moment to the millisecond as figures, for tables that are recomputed."""
    local = on_the_clock(at)
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d} {_offset(local)}"


def number(value: float, digits: int) -> str:
    """Return `value` rounded to `digits` decimals, with the language's decimal separator and a true minus."""
    separator = str(formats.get_format("DECIMAL_SEPARATOR"))
    return f"{value:.{digits}f}".replace(".", separator).replace("-", "−")


def duration(iso: str) -> str:
    """Return an ISO 8601 duration (`P14D`, `P1Y6M`, `PT24H`) in words."""
    found = _DURATION.fullmatch(iso)
    if found is None or not any(found.groups()):
        raise InputError("a duration that cannot be read", "", "ISO 8601, such as P14D")
    counts = [int(count or 0) for count in found.groups()]
    forms = [
        (_("1 year"), _("{n} years")),
        (_("1 month"), _("{n} months")),
        (_("1 week"), _("{n} weeks")),
        (_("1 day"), _("{n} days")),
        (_("1 hour"), _("{n} hours")),
    ]
    words = [one if n == 1 else many.format(n=n) for n, (one, many) in zip(counts, forms, strict=True) if n]
    return str(_(" and ")).join(words)


def answer(value: Answer | None) -> str:
    """Return a three-valued answer in words; undetermined is not no."""
    words = {"yes": _("yes"), "no": _("no"), "undetermined": _("undetermined"), None: _("not stated")}
    return str(words[value])


def _offset(local: datetime) -> str:
    text = f"{local:%z}"
    return f"{text[:3]}:{text[3:5]}"
