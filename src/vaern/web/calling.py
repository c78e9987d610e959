"""A call for help from her telephone: on disk, then to the live service as a button that nothing refuses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from vaern.dispatch.handling import handled
from vaern.persons.access import consents
from vaern.persons.models import Access, Call
from vaern.web import clock
from vaern.web.live import service


class CallForm(forms.Form):
    """What her telephone says: its own key of the call, when it was pressed, where it is if she lets it."""

    key = forms.RegexField(r"\A[A-Za-z0-9-]{8,40}\Z")
    pressed_at = forms.DateTimeField(required=False)
    lat = forms.FloatField(min_value=-90, max_value=90, required=False)
    lon = forms.FloatField(min_value=-180, max_value=180, required=False)
    accuracy_m = forms.FloatField(min_value=0, required=False)


def call(access: Access, said: dict[str, Any]) -> Call:
    """Keep the call and pass it on, once; `NotThere` where the live service is gone: the phone tries again.

    A clock that is ahead is not believed, and never keeps a call back.
    """
    now = clock.now()
    pressed = min(said["pressed_at"] or now, now)
    found, _new = Call.objects.get_or_create(
        access=access, key=said["key"], defaults={"pressed_at": pressed, "received_at": now}
    )
    if found.passed_on_at is None:
        service().post_fixes([_row(access, found.pressed_at, said)])
        found.passed_on_at = now
        found.save(update_fields=["passed_on_at"])
    return found


def _row(access: Access, pressed: datetime, said: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"device": access.device, "time": pressed.isoformat(), "event": "button"}
    if consents(access) and said.get("lat") is not None and said.get("lon") is not None:
        row |= {
            "lat": said["lat"],
            "lon": said["lon"],
            "accuracy_m": said.get("accuracy_m") or 50,
            "source": "gnss",
        }
    return row


def answer_to(access: Access, key: str) -> dict[str, Any]:
    """Return how far a call has come: `waiting`, `received`, or `seen` with the desk and when."""
    found = access.calls.filter(key=key).first()
    if found is None or found.passed_on_at is None:
        return {"state": "waiting"}
    calls = [each["alarm"] for each in service().alarms() if each.get("device") == access.device]
    its = [each for each in handled(calls).values() if each.taken or each.patrol or each.closed]
    seen = [act for each in its for act in each.acts if act.at >= found.pressed_at]
    if not seen:
        return {"state": "received"}
    return {"state": "seen", "desk": its[-1].desk("assault_button"), "at": seen[0].at.isoformat()}


def caller(alarm: dict[str, Any]) -> Access | None:
    """Return whose telephone an alarm comes from, where it is one."""
    return Access.objects.filter(device=alarm.get("device", "")).select_related("case").first()
