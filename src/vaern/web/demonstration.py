"""What a stranger finds at the first start: one made-up case and two sign-ins."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.contrib.auth.models import Group, User
from django.db import transaction

from vaern.cases import log, zones
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, ZoneDrawn, read
from vaern.cases.file import CaseFile
from vaern.cases.index import index
from vaern.cases.models import Case
from vaern.simulate import walk

SIGN_INS = {"sagsbehandler": CASE_OFFICER, "kontrolrum": CONTROL_ROOM}


def sign_ins(home: Path) -> dict[str, str]:
    """Return the two sign-ins (name to password), made at the first start, for their owner alone."""
    kept = home / "demonstration-sign-ins.json"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(json.dumps({name: secrets.token_urlsafe(9) for name in SIGN_INS}))
    passwords: dict[str, str] = json.loads(kept.read_text())
    for name, role in SIGN_INS.items():
        user, new = User.objects.get_or_create(username=name)
        if new:
            user.set_password(passwords[name])
            user.save()
            user.groups.add(Group.objects.get_or_create(name=role)[0])
    return passwords


def odense_1(now: datetime) -> Case:
    """Return the case *Odense 1*, told through the log as an officer would, its days counted from `now`."""
    story = yaml.safe_load(
        resources.files("vaern.web").joinpath("demo/odense_1.yaml").read_text(encoding="utf-8")
    )
    with transaction.atomic():
        case, new = Case.objects.get_or_create(
            reference=story["reference"], defaults={"title": story["title"], "law": story["law"]}
        )
        if new:
            _tell(case, story, now)
            index(CaseFile(case, now))
    return case


def _tell(case: Case, story: dict[str, Any], now: datetime) -> None:
    today = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    zone = zones.draw(case, story["zone"]["name"], walk.zone())
    for told in story["log"]:
        at = _moment(told, today)
        name = told.pop("type")
        if name == ZoneDrawn.type:
            told = {"zone": zone.name, "sha256": zone.sha256, "margin_m": story["zone"]["margin_m"]}
        event = read(name, {"at": at.isoformat(), **told})
        log.append(case, event, by="sagsbehandler", roles=frozenset({CASE_OFFICER}), now=now)


def _moment(told: dict[str, Any], today: datetime) -> datetime:
    """Take out of `told` when it happened, and return it."""
    if "minutes_ago" in told:
        return today - timedelta(minutes=told.pop("minutes_ago"))
    day = today.date() + timedelta(days=told.pop("day"))
    return datetime.combine(day, time.fromisoformat(told.pop("time")), today.tzinfo)
