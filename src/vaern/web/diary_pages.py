"""The diary as a form, as a paper, and as what is handed to the case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaern.cases import attachments
from vaern.cases.events import DiaryHandedOver, DiaryLine
from vaern.documents.paper import PaperData, Part
from vaern.documents.printed import moment
from vaern.persons.diary import path_of
from vaern.persons.models import DiaryEntry
from vaern.web.papers import log_receipt
from vaern.web.parties import Own
from vaern.web.steps.fields import MomentField
from vaern.web.steps.files import FilesField

KINDS = {
    "call": gettext_lazy("He rang"),
    "message": gettext_lazy("He wrote"),
    "came": gettext_lazy("He came"),
    "followed": gettext_lazy("He followed me, or waited for me"),
    "online": gettext_lazy("On the net"),
    "through_others": gettext_lazy("Through somebody else"),
    "other": gettext_lazy("Something else"),
}


class DiaryForm(forms.Form):
    """One contact. Few questions: it is written at night, with one hand."""

    key = forms.RegexField(r"\A[A-Za-z0-9-]{8,40}\Z", widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    happened_at = MomentField(label=gettext_lazy("When?"))
    text = forms.CharField(
        label=gettext_lazy("In your own words"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    files = FilesField(papers=True, sounds=True, label=gettext_lazy("Photographs, screenshots, recordings"))

    def clean_happened_at(self) -> Any:
        """Refuse what has not happened."""
        found = self.cleaned_data["happened_at"]
        if found > self.initial["now"]:
            raise forms.ValidationError(_("This time has not come yet."))
        return found


def handed_over(own: Own, entries: list[DiaryEntry]) -> DiaryHandedOver:
    """Return what the case is told, its files kept there first."""
    files: list[str] = []
    for entry in entries:
        for file in entry.files:
            content = path_of(file["sha256"]).read_bytes()
            kept = attachments.keep(own.file.case, content, own.file.now, papers=True, sounds=True)
            files.append(kept.sha256)
    lines = tuple(
        DiaryLine(
            number=each.number, happened_at=each.happened_at, kind=each.kind, text=each.text,
            entered_at=each.entered_at, hash=each.hash,
        )
        for each in entries
    )  # fmt: skip
    return DiaryHandedOver(at=own.file.now, lines=lines, files=tuple(dict.fromkeys(files)))


def paper_of(own: Own, entries: list[DiaryEntry]) -> PaperData:
    """Return the diary as a paper: each entry with when it was entered and its hash."""
    parts = [
        Part(
            f"{each.number} · {KINDS[each.kind]}",
            rows=(
                (_("When?"), moment(each.happened_at)),
                (_("Entered"), moment(each.entered_at)),
                (_("Files"), ", ".join(file["sha256"][:16] for file in each.files) or "–"),
                (_("Hash"), each.hash),
            ),
            words=(each.text,) if each.text else (),
        )
        for each in entries
    ]
    return PaperData(
        document_id=f"diary-{own.access.pk}", title=_("Diary of contacts"), made_at=own.file.now,
        parts=tuple(parts), receipt=log_receipt(own.file),
    )  # fmt: skip
