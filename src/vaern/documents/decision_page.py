"""What stands on a decision, in the order a respondent needs it: what, how long, what now, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vaern.documents import drawing, prohibitions
from vaern.documents.printed import Language, answer, day, duration, moment, number
from vaern.documents.provenance import Origin, Passage, frame, passage

if TYPE_CHECKING:
    from vaern.documents.decision import Condition, DecisionData, Measure, Remedy


def compose(data: DecisionData, origin: Origin, language: Language) -> dict[str, Any]:
    """Return the content of the decision in the language being spoken."""
    names = _list([measure_name(measure.name) for measure in data.measures])
    title = _("Decision: {measures}").format(measures=names)
    return {
        "frame": frame(origin, title, language),
        "authority": data.authority,
        "date": day(data.decided_at),
        "parties": _parties(data),
        "measures": [_measure(measure, data.protected_name) for measure in data.measures],
        "general": [
            *_justified(data.justified_passage),
            _section(
                _("From when the decision binds you"),
                _("It binds you from the moment it is served on you."),
                data.effect_from_service,
            ),
            _section(
                _("If you break it"),
                _("You can be punished if you break the decision. The law says:"),
                data.penalty,
            ),
        ],
        "reasons": _reasons(data),
        "remedies": [_remedy(remedy) for remedy in data.remedies],
    }


def _justified(rule: Passage | None) -> list[dict[str, Any]]:
    if rule is None:
        return []
    words = _("Contact, stay or passage with a special and justified reason is not a breach.")
    return [_section(_("What the decision does not cover"), words, rule)]


def measure_name(name: str) -> str:
    """Return the law's own name of a measure, as it is printed."""
    return name.replace("_", " ")


def _plainly(name: str) -> str:
    glosses = {
        "tilhold": _("ban on contact"),
        "opholdsforbud": _("ban on being in an area"),
        "bortvisning": _("order to leave the home"),
        "bortvisning_tilhold": _("ban on contact"),
        "bortvisning_forbud": _("ban on being in an area"),
        "elektronisk_kontrol": _("electronic control"),
    }
    return str(glosses.get(name, ""))


def _parties(data: DecisionData) -> list[list[str]]:
    rows = [[_("Case number"), data.case_number], [_("Addressed to"), data.respondent_name]]
    if data.respondent_born:
        rows.append([_("Born"), day(data.respondent_born)])
    if data.protected_name:
        rows.append([_("Protected person"), data.protected_name])
    return rows


def _measure(measure: Measure, protected_name: str | None) -> dict[str, Any]:
    protected = protected_name or _("the protected person")
    return {
        "name": measure_name(measure.name).capitalize(),
        "gloss": _plainly(measure.name),
        "must_not": {
            "lead": _("You must not:"),
            "items": prohibitions.forbidden(measure.terms, protected),
        },
        "must": {"lead": _("You must:"), "items": prohibitions.required(measure.terms)},
        "details": _details(measure),
        "map": _map(measure),
    }


def _details(measure: Measure) -> list[list[str]]:
    rows = [
        (_("The decision says"), measure.wording),
        (_("The home or the area"), measure.place or (measure.area.description if measure.area else "")),
        (_("Its corners (latitude, longitude, WGS 84)"), _corners(measure)),
        (_("Exceptions"), " ".join([*prohibitions.excepted(measure.exempted), measure.exceptions]).strip()),
        (_("It also protects"), measure.covers),
        (_("Lasts"), duration(measure.lasts) if measure.lasts else ""),
        (_("Binds from"), _begins(measure)),
        (_("Binds until"), moment(measure.expires_at) if measure.expires_at else ""),
    ]
    return [[label, text] for label, text in rows if text]


def _begins(measure: Measure) -> str:
    if measure.served_at:
        return moment(measure.served_at)
    at_release = _("when you are released and it is served on you")
    return str(at_release if measure.begins_at_release else _("when it is served on you"))


def _corners(measure: Measure) -> str:
    """Return the outer corners of the area to about a metre: whoever must keep out can find it on any map."""
    outer = [rings[0][:-1] for rings in measure.area.polygons] if measure.area else []
    return "; ".join(f"{number(lat, 5)} {number(lon, 5)}" for ring in outer for lon, lat in ring)


def _map(measure: Measure) -> dict[str, Any] | None:
    if measure.area is None:
        return None
    return {
        "drawing": drawing.draw(measure.area.polygons),
        "caption": _("The area, drawn to scale. Version {hash}").format(hash=measure.area.sha256[:12]),
        "alt": _("Map of the area with its border, a scale bar and an arrow that points north."),
        "north": _("N"),
    }


def _section(heading: str, words: str, rule: Passage) -> dict[str, Any]:
    return {"heading": heading, "words": [words], "passage": passage(rule)}


def _reasons(data: DecisionData) -> dict[str, Any]:
    return {
        "heading": _("Why"),
        "facts": {"heading": _("What has happened"), "rows": [[moment(f.at), f.text] for f in data.facts]},
        "considerations": {"heading": _("What weighed most"), "items": list(data.considerations)},
        "rules": {
            "heading": _("The rules"),
            "note": _("The law stands in its own words, in Danish."),
            "by_measure": [
                {
                    "name": measure_name(measure.name).capitalize(),
                    "rules": [passage(rule) for rule in measure.rules],
                    "conditions": [_condition(condition) for condition in measure.conditions],
                }
                for measure in data.measures
            ],
        },
        "columns": [_("Condition of the law"), _("Met"), _("Who says so, and why")],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    facts = _("Based on: {facts}").format(facts=", ".join(condition.facts)) if condition.facts else ""
    why = [condition.assessed_by or "", condition.reasons, facts]
    return {
        "passage": passage(condition.passage),
        "holds": answer(condition.holds),
        "why": [text for text in why if text],
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    applies = _list([measure_name(name) for name in remedy.measures])
    if remedy.kind == "complaint":
        heading = _("You can complain")
        words = [_("You can complain to {body} about {measures}.").format(body=remedy.to, measures=applies)]
    else:
        heading = _("You can demand that a court tries the case")
        words = [
            _("You can demand that the police bring {measures} before {body}.").format(
                measures=applies, body=remedy.to
            )
        ]
    return {"heading": heading, "words": words + _limits(remedy), "passage": passage(remedy.passage)}


def _limits(remedy: Remedy) -> list[str]:
    words = []
    if remedy.within:
        words.append(_("You have {time} from service.").format(time=duration(remedy.within)))
    if remedy.last_moment:
        words.append(_("The last moment is {moment}.").format(moment=moment(remedy.last_moment)))
    if remedy.submitted_within:
        words.append(
            _("The police must bring it there within {time}.").format(time=duration(remedy.submitted_within))
        )
    if remedy.suspends is not None:
        words.append(
            _("The decision does not bind you meanwhile.")
            if remedy.suspends
            else _("The decision binds you meanwhile.")
        )
    return words


def _list(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + str(_(" and ")) + names[-1]
