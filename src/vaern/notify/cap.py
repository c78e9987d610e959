"""An alarm in the Common Alerting Protocol 1.2 (OASIS), for the systems of those who are to act on it.

No position is in it: CAP asks for no area, and a released position goes by the evidence alone. Times have no
fraction and an offset, as the standard wants them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CERTAINTY = {"certain": "Observed", "probable": "Likely", "possible": "Possible"}
GRAVE = ("zone", "distance", "radio_near", "assault_button")
_UNFIT = re.compile(r"[\s,<&]")


def alert(
    alarm: Mapping[str, Any], *, sender: str, headline: str, language: str, exercise: bool = False
) -> bytes:
    """Return the latest event of an alarm as a CAP message; what has ended cancels what was told before.

    `sender` names the authority without spaces, commas, `<` and `&`; `headline` is the kind in words.
    """
    began, at = (datetime.fromisoformat(alarm[name]) for name in ("began_at", "at"))
    is_over = alarm["event"] in ("cleared", "answered")
    is_first = began == at and not is_over
    root = ElementTree.Element("alert", xmlns=NAMESPACE)
    said = {
        "identifier": _identifier(alarm["alarm"], at),
        "sender": _fit(sender),
        "sent": _time(at),
        "status": "Exercise" if exercise else "Actual",
        "msgType": "Cancel" if is_over else ("Alert" if is_first else "Update"),
        "scope": "Restricted",
        "restriction": "Those who act on the alarms of electronic control",
    }
    if not is_first:
        said["references"] = ",".join((_fit(sender), _identifier(alarm["alarm"], began), _time(began)))
    for name, text in said.items():
        ElementTree.SubElement(root, name).text = text
    info = ElementTree.SubElement(root, "info")
    grave = alarm["kind"] in GRAVE
    for name, text in {
        "language": language,
        "category": "Security",
        "event": alarm["kind"],
        "urgency": "Past" if is_over else ("Immediate" if grave else "Expected"),
        "severity": "Severe" if grave else "Minor",
        "certainty": CERTAINTY.get(alarm.get("grade") or "", "Unknown"),
        "onset": _time(began),
        "headline": headline,
    }.items():
        ElementTree.SubElement(info, name).text = text
    for name in ("alarm", "control", "zone", "contrary_to_order"):
        if alarm.get(name):
            parameter = ElementTree.SubElement(info, "parameter")
            ElementTree.SubElement(parameter, "valueName").text = name
            ElementTree.SubElement(parameter, "value").text = str(alarm[name])
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _identifier(alarm: str, at: datetime) -> str:
    return _fit(f"{alarm}@{round(at.timestamp() * 1000)}")


def _fit(text: str) -> str:
    return _UNFIT.sub("_", text)


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
