"""A file is what its content says, lies under its hash, and is shown without what it knows of places."""

import hashlib
import io
from datetime import timedelta

import pytest
from pictures import paper, photograph
from PIL import Image

from vaern.cases import attachments
from vaern.cases.events import CASE_OFFICER, PhotographsTaken
from vaern.cases.models import Attachment
from vaern.cases.saying import say
from vaern.errors import InputError


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photograph(), "image/jpeg"),
        (photograph(kind="PNG"), "image/png"),
        (photograph(kind="WEBP"), "image/webp"),
        (paper(), "application/pdf"),
    ],
    ids=["jpeg", "png", "webp", "pdf"],
)
def test_the_kind_of_a_file_is_read_from_its_content(content, kind):
    assert attachments.media_type(content, papers=True) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7\nnot really",
        b"GIF89a" + bytes(40),
        photograph()[:200],
        paper()[:60],
        b"\xff\xd8\xff" + bytes(100),
        paper(password="x"),
    ],
    ids=["empty", "page", "no pdf", "gif", "cut picture", "cut pdf", "false jpeg", "locked pdf"],
)
def test_what_is_not_what_it_says_is_refused(content):
    with pytest.raises(InputError) as refused:
        attachments.media_type(content, papers=True)
    assert refused.value.where == "/files"


def test_a_pdf_is_no_photograph():
    with pytest.raises(InputError):
        attachments.media_type(paper(), papers=False)


def test_the_last_byte_within_the_limit_is_taken_and_one_more_is_refused(monkeypatch):
    content = photograph()
    monkeypatch.setattr(attachments, "MOST_BYTES", len(content))
    assert attachments.media_type(content, papers=False) == "image/jpeg"
    with pytest.raises(InputError, match=r"too large|for stor"):
        attachments.media_type(content + b"x", papers=False)


def test_a_picture_of_far_too_many_pixels_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(InputError, match=r"pixels|billedpunkter"):
        attachments.media_type(photograph(), papers=False)


@pytest.mark.database
@pytest.mark.django_db
class TestKept:
    def test_a_file_lies_whole_under_its_hash_for_nobody_else_to_read(self, case, now):
        content = photograph()
        kept = attachments.keep(case, content, now, papers=False)
        path = attachments.path_of(kept.sha256)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.sha256
        assert path.stat().st_mode & 0o077 == 0

    def test_the_same_file_twice_is_one(self, case, now):
        for _ in range(2):
            attachments.keep(case, photograph(), now, papers=False)
        assert Attachment.objects.count() == 1

    def test_what_is_shown_knows_nothing_of_place_or_camera_and_stands_upright(self, case, now):
        kept = attachments.keep(case, photograph(located=True), now, papers=False)
        shown = attachments.shown(kept)
        picture = Image.open(io.BytesIO(shown))
        assert not picture.getexif()
        assert b"SecretCamera" not in shown
        assert picture.size == (40, 60)

    def test_the_file_itself_stays_as_it_came_for_a_court(self, case, now):
        content = photograph(located=True)
        kept = attachments.keep(case, content, now, papers=False)
        assert attachments.path_of(kept.sha256).read_bytes() == content

    @pytest.mark.parametrize(
        ("after", "left"), [(timedelta(hours=23), 1), (timedelta(days=1, seconds=1), 0)], ids=["day", "after"]
    )
    def test_a_file_that_no_entry_named_is_taken_away_after_a_day(self, case, now, after, left):
        path = attachments.path_of(attachments.keep(case, photograph(), now, papers=False).sha256)
        attachments.sweep(now + after)
        assert (Attachment.objects.count(), path.exists()) == (left, bool(left))

    def test_a_file_that_an_entry_names_stays(self, case, now):
        kept = attachments.keep(case, photograph(), now, papers=False)
        event = PhotographsTaken(at=now, consent="written", files=(kept.sha256,))
        say(case, [event], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
        assert attachments.sweep(now + timedelta(days=30)) == 0
