"""What the zone workshop's checks found, in the reader's language; the workshop itself speaks English."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vaern.zones.workshop import Finding, Result

REASONS: dict[tuple[str, Result], tuple[Any, Any]] = {
    ("shape", Result.FINE): (_("The line is closed and encloses an area."), ""),
    ("shape", Result.WRONG): (
        _("The outline is no area: it crosses itself or is too small."),
        _("Draw a closed line that does not cross itself."),
    ),
    ("holes", Result.LOOK): (_("The margin closes a hole in the zone."), _("Narrow the margin.")),
    ("holes", Result.FINE): (_("The holes stay open within the margin."), ""),
    ("land", Result.FINE): (_("The zone is land."), ""),
    ("land", Result.LOOK): (
        _("Much of the zone is water."),
        _("Check that this is the place that is meant."),
    ),
    ("land", Result.WRONG): (_("The zone lies in the sea."), _("Check latitude and longitude.")),
    ("land", Result.NOT_CHECKED): (
        _("Nobody looked whether it is land: the map layer is missing."),
        _("Import the layer land."),
    ),
    ("respondent", Result.FINE): (_("None of the respondent's places lies in the zone or its margin."), ""),
    ("respondent", Result.LOOK): (
        _("One of the respondent's places lies in the zone or its margin."),
        _("Move the border, let a corridor through, or say why this weight must be borne."),
    ),
    ("respondent", Result.NOT_CHECKED): (
        _("Nobody has said where the respondent lives, works, studies or usually goes."),
        _("Ask, and enter the places: their weight belongs to proportionality."),
    ),
    ("roads", Result.FINE): (_("No main road crosses the zone."), ""),
    ("roads", Result.LOOK): (
        _("A main road crosses the zone: whoever only travels through would ring."),
        _("Let a corridor through, or say why not."),
    ),
    ("roads", Result.NOT_CHECKED): (
        _("Nobody looked for main roads: the map layer is missing."),
        _("Import the layer roads."),
    ),
    ("railways", Result.FINE): (_("No railway crosses the zone."), ""),
    ("railways", Result.LOOK): (
        _("A railway crosses the zone: whoever only travels through would ring."),
        _("Let a corridor through, or say why not."),
    ),
    ("railways", Result.NOT_CHECKED): (
        _("Nobody looked for railways: the map layer is missing."),
        _("Import the layer railways."),
    ),
    ("size", Result.FINE): (_("Zone and margin leave most of every settlement open."), ""),
    ("size", Result.LOOK): (
        _("Zone and margin cover much of a settlement: nobody who lives there can keep out."),
        _("Draw it smaller, or give it corridors."),
    ),
    ("size", Result.NOT_CHECKED): (
        _("Nobody held it against the settlements: the map layer is missing."),
        _("Import the layer settlements."),
    ),
    ("accuracy", Result.FINE): (_("Every way of finding a position can show somebody inside."), ""),
    ("accuracy", Result.LOOK): (
        _("The zone is smaller than some positions are exact."),
        _("Count on late or uncertain alarms from these, and say so to her."),
    ),
    ("disclosure", Result.FINE): (_("No middle of the zone points at the secret place."), ""),
    ("disclosure", Result.WRONG): (
        _("The middle of the zone points at the place that must stay secret."),
        _("Take the alternative on the map: it holds this zone and its middle is elsewhere."),
    ),
    ("disclosure", Result.NOT_CHECKED): (
        _("She lives in hiding, and the secret place is not entered: the zone could not be held against it."),
        _("Enter it here: it is kept nowhere."),
    ),
    ("anonymity", Result.FINE): (_("So many live in the zone that they cannot all be looked at."), ""),
    ("anonymity", Result.WRONG): (
        _("So few live in the zone that they can all be looked at."),
        _("Draw it larger, over more homes."),
    ),
    ("anonymity", Result.NOT_CHECKED): (
        _("Nobody counted how many live in the zone: the map layer is missing."),
        _("Import the layer addresses, or say what you know of it."),
    ),
}


def said_of(finding: Finding) -> str:
    """Return what was found; in English with the workshop's own numbers."""
    known = REASONS.get((finding.check, finding.result))
    return finding.reason if known is None or get_language() == "en" else str(known[0])


def remedy_of(finding: Finding) -> str:
    """Return what can be done about it, or nothing."""
    known = REASONS.get((finding.check, finding.result))
    return finding.remedy if known is None or get_language() == "en" else str(known[1])
