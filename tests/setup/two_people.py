"""Two people at one case at the same moment, on a database with real locks; prints as JSON what came of it.

`VAERN_HOME` names a folder of its own; on PostgreSQL `DATABASE_URL` names the database.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import uuid

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from vaern.cases import log  # noqa: E402
from vaern.cases.events import CASE_OFFICER  # noqa: E402
from vaern.cases.models import Case  # noqa: E402

AT = "2026-05-04T09:30"


def officer(name):
    user, _new = User.objects.get_or_create(username=f"{name}-{uuid.uuid4().hex[:6]}")
    user.groups.add(Group.objects.get_or_create(name=CASE_OFFICER)[0])
    client = Client()
    client.force_login(user)
    return client


def at_once(*works):
    """Run the works in threads that start together; return what each answered."""
    together, answers = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        together.wait()
        try:
            answers[place] = work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def opened(client):
    token = uuid.uuid4().hex
    client.post("/desk/new", {"law": "dk-2004", "token": token})
    return Case.objects.get(opening=token)


def seen(client, path):
    text = client.get(path).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "seen")}


def many_reports(ida, per, count=10):
    case = opened(ida)
    path = f"/desk/{case.reference}/step/report"

    def report(client):
        return [client.post(path, {"by": "victim", "at": AT}).status_code for _ in range(count)]

    at_once(lambda: report(ida), lambda: report(per))
    return {"reports": case.entries.filter(type="reported").count(), "broken_at": log.broken_at(case)}


def one_name(ida, per):
    case = opened(ida)
    path = f"/desk/{case.reference}/step/respondent"
    mine, theirs = seen(ida, path), seen(per, path)
    sent = [{"name": "Written by Ida", "at": AT, **mine}, {"name": "Written by Per", "at": AT, **theirs}]
    answers = at_once(lambda: ida.post(path, sent[0]), lambda: per.post(path, sent[1]))
    kept = [each["name"] in answer.content.decode() for each, answer in zip(sent, answers, strict=True)]
    said = case.entries.filter(type="party_recorded").count()
    told = [answer.status_code == 409 for answer in answers]
    return {"said": said, "told": sum(told), "kept": kept == told}


def one_token(ida, per):
    case = opened(ida)
    path = f"/desk/{case.reference}/step/report"
    sent = {"by": "victim", "at": AT, "token": uuid.uuid4().hex}
    answers = at_once(*[lambda: ida.post(path, sent)] * 4)
    return {
        "said": case.entries.filter(type="reported").count(),
        "statuses": sorted({answer.status_code for answer in answers}),
    }


def one_opening(ida, per):
    before = Case.objects.count()
    sent = {"law": "dk-2004", "token": uuid.uuid4().hex}
    answers = at_once(*[lambda: ida.post("/desk/new", sent)] * 3)
    return {"opened": Case.objects.count() - before, "same": len({answer.url for answer in answers})}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    found = {
        work.__name__: work(officer("ida"), officer("per"))
        for work in (many_reports, one_name, one_token, one_opening)
    }
    sys.stdout.write(json.dumps(found) + "\n")
