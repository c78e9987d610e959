"""Files of a case: proved to be what they say, kept by hash outside the web root, shown without metadata."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import tempfile
import warnings
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from vaern.cases.models import Attachment, Case
from vaern.errors import InputError

MOST_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SOUNDS = {b"ID3": "audio/mpeg", b"OggS": "audio/ogg", b"\x1a\x45\xdf\xa3": "audio/webm"}
UNREADABLE = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, PyPdfError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What readers of pictures and PDFs raise for a file that is not one."""
UNSAID_FOR = timedelta(days=1)
"""How long a file waits for an entry that names it, as while a form is corrected."""


def media_type(content: bytes, *, papers: bool, sounds: bool = False) -> str:
    """Return what a file is by its content: a photograph, with `papers` a PDF too, with `sounds` a recording.

    `InputError` for anything else.
    """
    if len(content) > MOST_BYTES:
        raise InputError(_("The file is too large."), "/files", _("At most 20 MB for each file."))
    if sounds and (found := _sound(content)):
        return found
    if content[:1024].lstrip().startswith(b"%PDF-") and papers:
        _open_pdf(content)
        return PDF
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture.load()
            return PICTURES[str(picture.format)]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InputError(
            _("The picture has too many pixels."), "/files", _("Send a smaller copy of it.")
        ) from None
    except UNREADABLE:
        expected = (
            _("Send a JPEG, PNG or WebP picture, or a PDF.")
            if papers
            else _("Send a JPEG, PNG or WebP picture.")
        )
        raise InputError(_("The file is not what its name says."), "/files", expected) from None


def _sound(content: bytes) -> str | None:
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "audio/wav"
    return next((kind for magic, kind in SOUNDS.items() if content.startswith(magic)), None)


def _open_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise InputError(
                _("The PDF is locked with a password."), "/files", _("Send it without a password.")
            )
        pages = len(reader.pages)
    except UNREADABLE:
        pages = 0
    if not pages:
        raise InputError(
            _("The file calls itself a PDF and cannot be read as one."), "/files",
            _("Open it on your own machine, save it as PDF again, and send that."),
        )  # fmt: skip


def keep(case: Case, content: bytes, now: datetime, *, papers: bool, sounds: bool = False) -> Attachment:
    """Keep a file for `case` under its hash; what is no file of these kinds is refused (`InputError`)."""
    kind = media_type(content, papers=papers, sounds=sounds)
    digest = hashlib.sha256(content).hexdigest()
    write_whole(path_of(digest), content)
    found, _new = Attachment.objects.get_or_create(
        case=case,
        sha256=digest,
        defaults={"media_type": kind, "size_bytes": len(content), "kept_at": now},
    )
    return found


def path_of(digest: str) -> Path:
    """Return where the file of a hash lies."""
    folder: Path = settings.HOME / "attachments" / digest[:2]
    return folder / digest


def write_whole(path: Path, content: bytes) -> None:
    """Write whole or not at all; nobody but this account reads it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def shown(attachment: Attachment) -> bytes:
    """Return the file as a page shows it: a picture upright and without metadata, so without its place."""
    path = path_of(attachment.sha256)
    if attachment.media_type not in PICTURES.values():
        return path.read_bytes()
    with path.open("rb") as file:
        return _plain(file)


def _plain(file: IO[bytes]) -> bytes:
    with Image.open(file, formats=tuple(PICTURES)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=90)
    return written.getvalue()


def sweep(now: datetime) -> int:
    """Take away files that no entry named within a day; return how many."""
    unsaid = Attachment.objects.filter(entry=None, kept_at__lt=now - UNSAID_FOR)
    digests = list(unsaid.values_list("sha256", flat=True))
    unsaid.delete()
    kept = set(Attachment.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    _remove(digest for digest in digests if digest not in kept)
    return len(digests)


def _remove(digests: Iterable[str]) -> None:
    for digest in digests:
        path_of(digest).unlink(missing_ok=True)
