"""What the packs and the counting of time say in English beside the law's own words, marked for translation."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

LAW_TEXTS = frozenset(
    (
        _(
            "This is a committee's draft. It was never in force as printed here, and no decision in a live case "
            "may rest on it."
        ),
        _(
            "A period that would end on a day its last month does not have ends on that month's last day; the "
            "source states no rule."
        ),
        _("The last day is not moved from a weekend or a holiday; the source states no rule that moves it."),
        _(
            "Hours run as elapsed time through nights, weekends and clock changes; the source states no other rule."
        ),
        _(
            "The day of the event is not counted and the last day runs to its end, so the period exceeds the clock "
            "by some hours; the source states no rule for them."
        ),
        _("An order takes effect when it is served, and its time is counted from that day."),
        _("An extension prolongs the running period from its last day."),
        _(
            "For electronic control the draft carries over § 17(1) and (2), not the limit of § 17(3): the source "
            "gives no number."
        ),
        _("Only where the court hears the case orally."),
        _("The draft refers to retsplejeloven for the limit and prints no number."),
        _("It ends with the order it depends on."),
        _("The law was not in force on this date."),
    )
)
"""The text itself is the key of its translation."""
