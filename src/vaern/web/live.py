"""The web's way to the live service: over loopback, with a token, never into its folder of keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from vaern.cases.events import ControlOrdered
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.errors import InputError
from vaern.service.client import NotThere, Service


def service() -> Service:
    """Return a client of the live service; its address comes from the environment."""
    token = settings.HOME / "monitor" / "token"
    if not settings.LIVE_SERVICE_URL or not token.exists():
        raise NotThere("the live service is not there", "VAERN_SERVICE_URL", "what vaern run starts")
    return Service(settings.LIVE_SERVICE_URL, token.read_text().strip())


def is_up() -> bool:
    """Say whether the live service answers."""
    try:
        service().health()
    except InputError:
        return False
    return True


def watched(now: datetime) -> list[dict[str, Any]]:
    """Return the controls that the cases hold at `now`, as the engine reads them."""
    cases = Case.objects.filter(entries__type=ControlOrdered.type).distinct()
    return [control for case in cases for control in CaseFile(case, now).controls()]


def carriers_of_others(file: CaseFile) -> set[str]:
    """Return the devices that respondents of other cases wear now, or are to wear once it is served."""
    cases = Case.objects.filter(entries__type=ControlOrdered.type).exclude(pk=file.case.pk).distinct()
    return {device for case in cases for device in _carried(CaseFile(case, file.now))}


def _carried(file: CaseFile) -> Iterator[str]:
    for control in file.controls():
        if datetime.fromisoformat(control["valid"]["to"]) >= file.now:
            yield from control["respondent_devices"]
    waiting = {order.name for order in file.orders if order.waits_for_service}
    for event in file.happened:
        if isinstance(event, ControlOrdered) and event.control in waiting:
            yield from event.respondent_devices


def hand_over(now: datetime) -> None:
    """Let the live service watch what the cases say, nothing else; `InputError` when it does not answer."""
    service().put_controls({"controls": watched(now)})
