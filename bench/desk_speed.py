"""How fast the pages of the desk are on many cases: `python bench/desk_speed.py [--cases N] [--events N]`.

It fills a database of its own: SQLite in a folder that goes again, or PostgreSQL where DATABASE_URL names an
empty one, as `tests/setup/on-postgresql python bench/desk_speed.py` does. Hash chains are right, and the read
model is what the program derives. Then it asks for each page in this process, middleware, templates and all,
and prints JSON: median and 95th percentile of the wall clock, and the processor time of this process, in
milliseconds. Aim: every median under 100 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

AIM_MS = 100.0
ROUNDS = 20
AT_A_TIME = 1000


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--home", type=Path, help="keep the data here, and use what is there already")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vaern-desk-") as folder:
        os.environ["VAERN_HOME"] = str(wanted.home or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "vaern.web.settings"
        import django

        django.setup()
        from machine import machine

        filled_s = _filled(wanted.cases, wanted.events)
        from django.db import connection

        found = {
            "database": connection.vendor, **_counted(), "filled_s": filled_s, "pages": _measured(),
            "load_average": os.getloadavg(), "machine": machine(),
        }  # fmt: skip
    slow = [name for name, page in found["pages"].items() if page["median_ms"] >= AIM_MS]
    text = json.dumps({**found, f"over_{AIM_MS:.0f}_ms": slow}, indent=2, ensure_ascii=False)
    print(re.sub(r"\n {6,}| {4}(?=})|\n {4}(?=\})", " ", text))


def _counted() -> dict[str, int]:
    from vaern.cases.models import Case, Duty, Entry, Mention

    models = {"cases": Case, "events": Entry, "waiting": Duty, "persons": Mention}
    return {name: model.objects.count() for name, model in models.items()}


def _filled(cases: int, events: int) -> float:
    """Write the cases in the shapes of the program, all hashes right; return the seconds it took."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from vaern.cases.models import Case

    call_command("migrate", verbosity=0)
    if Case.objects.exists():
        return 0.0
    started, chance = time.monotonic(), random.Random(2026)
    left = events
    for first in range(0, cases, AT_A_TIME):
        with transaction.atomic():
            for number in range(first, min(first + AT_A_TIME, cases)):
                left -= _Batch.add(number, chance, left / (cases - number))
            _Batch.write()
        if first % 10_000 == 0:
            print(f"{first} cases", file=sys.stderr)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_mention"):  # their rows came with numbers of their own
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does of itself in time
    return round(time.monotonic() - started, 1)


class _Batch:
    """Rows on their way in."""

    rows: dict[str, list[Any]] = {  # noqa: RUF012
        name: [] for name in ("case", "summary", "duty", "mention", "word")
    }

    entries: list[tuple[Any, ...]] = []  # noqa: RUF012

    @classmethod
    def add(cls, number: int, chance: random.Random, mean: float) -> int:
        """Make one case of about `mean` entries; return how many it has."""
        from desk_stories import BEGUN_DAYS_AGO, DISTRICTS, KINDS, OFFICERS, Person, shape

        from vaern.cases.log import GENESIS, seal
        from vaern.cases.mentions import fold
        from vaern.cases.models import Case, Duty, Mention, MentionWord, Summary

        (kind,) = chance.choices(list(KINDS), KINDS.values())
        wanted = 150 if number % 500 == 0 else max(1, round(mean) - 9 + chance.choice((-3, -1, 0, 1, 3)))
        entries, summary, duties = shape(kind, wanted, chance.choice(BEGUN_DAYS_AGO))
        person, protected = Person(chance), Person(chance)
        officer, district = chance.choice(OFFICERS), chance.choice(DISTRICTS)
        reference = f"2026-{number + 1:06d}"
        case = Case(
            pk=number + 1, reference=reference, title=reference, law="dk-2011-draft", opening=reference
        )
        cls.rows["case"].append(case)
        previous = GENESIS
        for place, (name, data) in enumerate(entries, start=1):
            own = dict(data)
            if name == "case_taken":
                own |= {"officer": officer, "district": district}
            if name == "party_recorded":
                who = person if own["role"] == "respondent" else protected
                own["name"] = who.name
                own["birthdate"] = who.born.isoformat() if who is person else None
                pk = 2 * number + (1 if who is person else 2)
                folded = fold(who.name)
                cls.rows["mention"].append(
                    Mention(pk=pk, case=case, entry=place, role=own["role"], name=who.name, folded=folded,
                            birthdate=who.born if who is person else None)
                )  # fmt: skip
                cls.rows["word"] += [MentionWord(mention_id=pk, word=word) for word in set(folded.split())]
            entry = SimpleNamespace(
                case=case, number=place, type=name, data=own, by=officer, previous=previous,
                recorded_at=datetime.fromisoformat(data["at"]),
            )  # fmt: skip
            entry.hash = seal(entry)
            cls.entries.append(
                (case.pk, place, name, json.dumps(own), officer, entry.recorded_at, previous, entry.hash)
            )
            previous = entry.hash
        cls.rows["summary"].append(Summary(case=case, **summary | {"officer": officer, "district": district}))
        cls.rows["duty"] += [
            Duty(case=case, **duty | {"officer": officer, "district": district}) for duty in duties
        ]
        return len(entries)

    @classmethod
    def write(cls) -> None:
        """Write what was made."""
        for made in cls.rows.values():
            if made:
                type(made[0]).objects.bulk_create(
                    made, batch_size=None if len(made) < AT_A_TIME else AT_A_TIME
                )
            made.clear()
            if made is cls.rows["case"]:
                cls._write_entries()

    @classmethod
    def _write_entries(cls) -> None:
        """Write the entries past the models: three million objects would take most of the time."""
        from django.db import connection

        columns = "case_id, number, type, data, by, recorded_at, previous, hash"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY cases_entry ({columns}) FROM STDIN") as copy:
                    for row in cls.entries:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * 8)
                rows = [
                    (*row[:5], row[5].replace(tzinfo=None).isoformat(" "), *row[6:]) for row in cls.entries
                ]
                cursor.executemany(f"INSERT INTO cases_entry ({columns}) VALUES ({marks})", rows)
        cls.entries.clear()


def _measured() -> dict[str, dict[str, float]]:
    """Ask for each page about different cases, as one signed-in officer."""
    from desk_stories import NOW
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from vaern.cases.events import CASE_OFFICER
    from vaern.web import clock

    clock.now = lambda: NOW
    user, _new = User.objects.get_or_create(username="officer-1")
    user.groups.add(Group.objects.get_or_create(name=CASE_OFFICER)[0])
    client = Client()
    client.force_login(user)
    return {name: _timed(ask) for name, ask in _pages(client)}


def _pages(client: Any) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield the pages by name; each is asked about the case of a reference."""
    from desk_stories import DISTRICTS

    from vaern.web.steps.registry import STEPS

    def get(path: str) -> Callable[[str], Any]:
        return lambda reference: client.get(path.format(reference=reference, district=DISTRICTS[0]))

    for path in (
        "/desk", "/desk/new", "/desk/{reference}", "/desk/{reference}/log", "/desk/{reference}/assessment",
        "/desk/{reference}/obligations", "/desk/{reference}/pattern", "/desk/{reference}/timeline",
        "/screening", *LISTS,
    ):  # fmt: skip
        yield path, get(path)
    for step in STEPS.values():
        if step.belongs_to("dk-2011-draft"):
            yield f"step {step.name}", get(f"/desk/{{reference}}/step/{step.name}")
    for each in SOUGHT:
        yield (
            f"search {each}",
            lambda reference, each=each: client.post("/search", {"q": each.format(reference=reference)}),
        )
    draft = {"summary": "half a sentence"}
    yield "keep a draft", lambda reference: client.post(f"/desk/{reference}/step/report/draft", draft)
    said = {"by": "victim", "at": "2026-11-26T08:00", "summary": "He called again."}
    yield "say a report", lambda reference: client.post(f"/desk/{reference}/step/report", said)


LISTS = (
    "/work", "/work?who=mine", "/work?when=overdue", "/work?when=today", "/work?nature=right",
    "/work?nature=order", "/work?district={district}", "/persons/{reference}/4/0", "/calendar",
)  # fmt: skip
"""Pages over all cases: the work list with its filters, everything around one person."""
SOUGHT = ("Aagaard", "rasmus k jensen-holm", "a", "anna a aagaard", "1960-02-03", "{reference}")
"""What is looked for: a common name, a rare one, one letter, a date, a number."""


def _timed(ask: Callable[[str], Any]) -> dict[str, float]:
    from vaern.cases.models import Case

    last, chance, taken = Case.objects.order_by("-pk").values_list("pk", flat=True)[0], random.Random(1), []
    ask("2026-000001")
    worked = time.process_time()
    for _ in range(ROUNDS):
        reference = f"2026-{chance.randrange(1, last + 1):06d}"
        started = time.perf_counter()
        answer = ask(reference)
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status_code >= 400:
            raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}")
    ordered = sorted(taken)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "processor_ms": round((time.process_time() - worked) * 1000 / ROUNDS, 1),
    }


if __name__ == "__main__":
    main()
