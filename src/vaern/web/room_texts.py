"""The words of the control room's page: the keys of `static/control_room/texts.js`, translated."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vaern.web.dispatch_words import STATES

TEXTS = {
    "connecting": _("Connecting…"),
    "following": _("Following live"),
    "reconnecting": _("Reconnecting. Alarms may be missing until this page follows again."),
    "service_gone": _(
        "The live service does not answer: no position is judged now. "
        "Call the person responsible for the system."
    ),
    "map_label": _("Map of the zone. The same is written in the alarms and in the table."),
    "map_missing": _(
        "The map cannot be shown in this browser (WebGL is missing). Alarms and positions go on as text."
    ),
    "map_incomplete": _(
        "A part of the map could not be loaded. Zones, alarms and positions are not affected."
    ),
    "map_show_zone": _("Show zone {zone}"),
    "map_show_country": _("Show Denmark"),
    "map_zoom_in": _("Zoom in"),
    "map_zoom_out": _("Zoom out"),
    "map_scroll": _("Hold Ctrl and scroll to zoom the map"),
    "map_scroll_mac": _("Hold ⌘ and scroll to zoom the map"),
    "map_touch": _("Use two fingers to move the map"),
    "map_attribution": _("Sources of the map"),
    "map_grid": _("Grid: {metres}"),
    "legend_margin": _("Margin {metres}"),
    "position_none": _("No position is open."),
    "position_last": _("No position is open now. The last one was opened at {time}."),
    "position_open": _("Position open since {since}. Last at {time}: {distance}, accuracy {accuracy}."),
    "distance_inside": _("{metres} inside the zone"),
    "distance_outside": _("{metres} outside the zone"),
    "distance_sealed": _("not open"),
    "released_count": _("{count} opened in this play; the last {shown} are shown."),
    "group_zone": _("Zone alarm"),
    "group_near": _("Warning"),
    "group_technical": _("Technical alarm"),
    "kind_zone": _("In the prohibited zone"),
    "kind_margin": _("In the zone's margin"),
    "kind_distance": _("Closer than the minimum distance"),
    "kind_absent": _("Not where the plan says"),
    "kind_radio_near": _("Beacon heard close by"),
    "kind_signal_lost": _("Signal lost"),
    "kind_frozen": _("Position does not move"),
    "kind_jump": _("Position jumped"),
    "kind_tamper": _("Equipment tampered with"),
    "kind_battery_low": _("Battery low"),
    "kind_assault_button": _("Assault alarm pressed"),
    "kind_border_crossing_pattern": _("Crosses the boundary again and again"),
    "grade_possible": _("possible"),
    "grade_probable": _("probable"),
    "grade_certain": _("certain"),
    "event_raised": _("Raised"),
    "event_graded": _("Graded"),
    "event_answered": _("Answered"),
    "event_cleared": _("Cleared"),
    "state_open": _("Open"),
    "state_answered": _("Answered"),
    "state_cleared": _("Cleared"),
    "provisional": _("provisional"),
    "retrospective": _("found afterwards"),
    "contrary_yes": _("yes"),
    "contrary_no": _("no"),
    "contrary_undetermined": _("undetermined"),
    "label_control": _("Control and zone"),
    "label_contrary": _("Contrary to the order"),
    "label_distance": _("Distance"),
    "label_inside": _("Probability of being inside"),
    "label_parties": _("Between the two"),
    "label_way_out": _("Shortest way out"),
    "label_away": _("Her way away from him"),
    "label_notified": _("Told"),
    "label_course": _("Course"),
    "label_measured": _("Judged at"),
    "label_last_position": _("Last open position"),
    "reported": _("Reported to the case officer"),
    "label_inside_margin": _("Probability of being within the margin"),
    "label_inside_distance": _("Probability of being closer than allowed"),
    "more_than": _("more than {percent}"),
    "less_than": _("less than {percent}"),
    "event_withdrawn": _("Withdrawn: a position that came late shows otherwise"),
    "notify_control_room": _("control room"),
    "notify_protected_person": _("protected person"),
    "evidence": _("Evidence (PDF)"),
    "alarm_said": _("{group}: {kind}, {grade}, {event}. {distance}"),
    "compass_n": _("north"),
    "compass_ne": _("north-east"),
    "compass_e": _("east"),
    "compass_se": _("south-east"),
    "compass_s": _("south"),
    "compass_sw": _("south-west"),
    "compass_w": _("west"),
    "compass_nw": _("north-west"),
    **{f"handling_{state}": words for state, words in STATES.items()},
    "handle": _("Handle"),
    "sound_on": _("Sound is on"),
    "sound_off": _("Sound is off: turn it on"),
    "not_warned": _("She was not warned. Call her now."),
    "technical_waiting": _("{count} open technical alarms"),
    "play_started": _("The walk is playing."),
    "play_ended": _("The walk has ended."),
    "play_failed": _(
        "The walk could not be started: the program does not answer, or the sign-in has run out."
    ),
}


def texts() -> dict[str, str]:
    """Return every word in the reader's language, by its key."""
    return {key: str(words) for key, words in TEXTS.items()}
