"""Her diary: each entry hashed with the one before when it is entered, its files kept by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from vaern.cases.attachments import media_type, write_whole
from vaern.cases.canonical import sha256
from vaern.persons.models import Access, DiaryEntry

KINDS = ("call", "message", "came", "followed", "online", "through_others", "other")
BEGINNING = "0" * 64


def enter(
    access: Access,
    key: str,
    *,
    happened_at: datetime,
    kind: str,
    text: str,
    files: Sequence[bytes],
    now: datetime,
) -> DiaryEntry:
    """Add an entry; the same sending again (`key`) returns the first; `InputError` for a file of no kind."""
    kept = [
        {"sha256": hashlib.sha256(content).hexdigest(), "type": media_type(content, papers=True, sounds=True)}
        for content in files
    ]
    for content, file in zip(files, kept, strict=True):
        write_whole(path_of(file["sha256"]), content)
    with transaction.atomic():
        Access.objects.select_for_update().get(pk=access.pk)
        before = access.diary.filter(key=key).first()
        if before:
            return before
        last = access.diary.order_by("-number").first()
        entry = DiaryEntry(
            access=access, number=last.number + 1 if last else 1, key=key, happened_at=happened_at, kind=kind,
            text=text, files=kept, entered_at=now, previous=last.hash if last else BEGINNING, hash="",
        )  # fmt: skip
        entry.hash = seal(entry)
        entry.save()
        return entry


def seal(entry: DiaryEntry) -> str:
    """Return the hash that binds an entry to its words, its files, its time and the entry before."""
    return sha256(as_dict(entry) | {"previous": entry.previous})


def as_dict(entry: DiaryEntry) -> dict[str, Any]:
    """Return what an entry says."""
    return {
        "number": entry.number,
        "happened_at": entry.happened_at.astimezone(UTC).isoformat(),
        "kind": entry.kind,
        "text": entry.text,
        "files": entry.files,
        "entered_at": entry.entered_at.astimezone(UTC).isoformat(),
    }


def broken_at(access: Access) -> int | None:
    """Return the first entry that does not follow from the one before, None where the diary is whole."""
    previous = BEGINNING
    for expected, entry in enumerate(access.diary.order_by("number"), start=1):
        if entry.number != expected or entry.previous != previous or entry.hash != seal(entry):
            return expected
        previous = entry.hash
    return None


def path_of(digest: str) -> Path:
    """Return where a file of a diary lies; apart from the case's, which nobody named it to."""
    folder: Path = settings.HOME / "diaries" / digest[:2]
    return folder / digest
