"""Tables of the cases. Rows of `Entry` and `Zone` are only ever added; triggers in the database hold it."""

from __future__ import annotations

from typing import Any

from django.db import models


class Case(models.Model):
    """One case, known outside by its reference. Everything else about it stands in its log."""

    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    law = models.CharField(max_length=40)
    opening = models.CharField(max_length=40, unique=True, null=True)
    """The sending that opened it: the same sending again opens no second case."""

    def __str__(self) -> str:
        return self.reference


class Appended(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise RuntimeError(f"{type(self).__name__} is append-only: a correction is one more event")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: nothing of a case is taken out of its log."""
        raise RuntimeError(f"{type(self).__name__} is append-only: a correction is one more event")


class Entry(Appended):
    """An event as it stands in the log, with the hash of the entry before it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    data = models.JSONField()
    by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="entry_number_once")]
        indexes = [models.Index(fields=["type", "case"], name="entry_by_type")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"


class Zone(Appended):
    """One version of a zone's geometry (GeoJSON, WGS 84), named in the log by its SHA-256."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="zones")
    name = models.CharField(max_length=40)
    geometry = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "name", "sha256"], name="zone_version_once")]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A file of a case, kept under its SHA-256 outside the web root; `entry` is the first that names it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    entry = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "sha256"], name="attachment_once")]

    def __str__(self) -> str:
        return self.media_type


class Read(Appended):
    """Somebody read a case: who, when, on which page (the address's name, never the address)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reads")
    by = models.CharField(max_length=150)
    page = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="read_of_case")]

    def __str__(self) -> str:
        return self.page


class Emergency(Appended):
    """Somebody opened a case of another district, for a purpose, with a reason, until a moment."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    by = models.CharField(max_length=150)
    purpose = models.CharField(max_length=20)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "until"], name="emergency_of")]

    def __str__(self) -> str:
        return self.purpose


class Said(models.Model):
    """What one sending of a form became: the same sending again finds it and says nothing twice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="said")
    token = models.CharField(max_length=40)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "token"], name="said_once")]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class Draft(models.Model):
    """What one person has typed into a step and not sent yet."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    by = models.CharField(max_length=150)
    step = models.CharField(max_length=40)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by", "step"], name="draft_once")]

    def __str__(self) -> str:
        return self.step


class Summary(models.Model):
    """A case in one row, as pages that list cases read it. Derived: `vaern cases reindex` makes it anew.

    `state` is one of `index.STATES`; `reread_at` is when time alone next changes what the case says;
    `danger_at` is when somebody said that danger is imminent, as long as nobody has said that it is over.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    state = models.CharField(max_length=12)
    district = models.CharField(max_length=60, blank=True)
    officer = models.CharField(max_length=150, blank=True)
    opened_at = models.DateTimeField(null=True)
    latest_number = models.PositiveIntegerField(default=0)
    latest_type = models.CharField(max_length=40, blank=True)
    latest_at = models.DateTimeField()
    reread_at = models.DateTimeField(null=True)
    danger_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["danger_at"], name="summary_in_danger", condition=models.Q(danger_at__isnull=False)
            ),
            models.Index(fields=["-latest_at"], name="summary_by_latest"),
            models.Index(fields=["state", "-latest_at"], name="summary_by_state"),
            models.Index(fields=["district", "state", "-latest_at"], name="summary_by_district"),
            models.Index(fields=["officer", "state", "-latest_at"], name="summary_by_officer"),
            models.Index(fields=["reread_at"], name="summary_to_reread"),
            models.Index(
                fields=["district", "danger_at"],
                name="summary_danger_there",
                condition=models.Q(danger_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.state


class Duty(models.Model):
    """Something that waits in a case: a duty to be done, a right to be used, an order running (`nature`).

    Derived from the log; what is done or fell away has no row. `due` None: the law gives no number, and the
    duty is ranked by when it arose. District and officer are those of the case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    nature = models.CharField(max_length=5)
    kind = models.CharField(max_length=40)
    measure = models.CharField(max_length=40, blank=True)
    order = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=20)
    due = models.DateTimeField(null=True)
    urgency = models.CharField(max_length=12, blank=True)
    since = models.DateTimeField()
    ranked_at = models.DateTimeField()
    citation = models.CharField(max_length=120)
    district = models.CharField(max_length=60, blank=True)
    officer = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ranked_at", "id"], name="duty_by_time"),
            models.Index(fields=["nature", "due", "id"], name="duty_by_due"),
            models.Index(fields=["nature", "ranked_at", "id"], name="duty_by_nature"),
            models.Index(fields=["actor", "nature", "ranked_at", "id"], name="duty_by_actor"),
            models.Index(fields=["district", "nature", "ranked_at", "id"], name="duty_by_district"),
            models.Index(fields=["officer", "nature", "ranked_at", "id"], name="duty_by_officer"),
        ]

    def __str__(self) -> str:
        return self.kind


class Mention(models.Model):
    """A person named in a standing entry. `folded` is the name as `mentions.fold` writes it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mentions")
    entry = models.PositiveIntegerField()
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    birthdate = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["folded", "birthdate"], name="mention_of_person"),
            models.Index(fields=["birthdate"], name="mention_by_birthdate"),
        ]

    def __str__(self) -> str:
        return self.role


class MentionWord(models.Model):
    """One word of a folded name, so that a person is found by the beginning of any of them."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["word", "mention"], name="mention_word")]

    def __str__(self) -> str:
        return self.word
