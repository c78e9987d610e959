"""Files in a step: each proved by its content as soon as it comes, and kept while the form is put right."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from vaern.cases import attachments
from vaern.cases.models import Attachment
from vaern.errors import InputError
from vaern.web.steps.form import StepForm


class FilesWidget(forms.FileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files: photographs, with `papers` PDFs too, with `sounds` recordings.

    What is kept already comes as hashes in `kept`.
    """

    def __init__(self, *, papers: bool, sounds: bool = False, **kwargs: Any) -> None:
        self.papers = papers
        accepted = ",".join([*attachments.PICTURES.values(), *([attachments.PDF] if papers else [])])
        if sounds:
            accepted += ",audio/*"
        kinds = (
            _("JPEG, PNG, WebP or PDF, at most 20 MB each.")
            if papers
            else _("JPEG, PNG or WebP, at most 20 MB each.")
        )
        super().__init__(
            required=False,
            help_text=kinds,
            widget=FilesWidget(attrs={"accept": accepted, "multiple": True}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files as they came; what is in them is the form's to look at."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files if each]


class FilesForm(StepForm):
    """A step that takes files in. `files` of its event are the hashes of all that is kept."""

    papers = False
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField(papers=self.papers, label=self.asked())
        self.order_fields(self.field_order)

    def asked(self) -> Any:
        """Return how the files are asked for."""
        return _("Photographs")

    @property
    def already_kept(self) -> list[Attachment]:
        """The files that came with an earlier sending of this form, and are not lost."""
        written = self.data.get("kept", "") if self.is_bound else ""
        digests = re.findall(r"[0-9a-f]{64}", written)
        return list(self.file.case.attachments.filter(sha256__in=digests).order_by("pk"))

    def clean_files(self) -> list[str]:
        """Keep each file under its hash; one that is not what it says is refused, the others stay kept."""
        digests = [each.sha256 for each in self.already_kept]
        refused: list[InputError] = []
        for upload in self.cleaned_data["files"]:
            try:
                digests.append(self._kept(upload))
            except InputError as error:
                refused.append(error)
        self.data: Any = self.data.copy()
        self.data["kept"] = " ".join(dict.fromkeys(digests))
        if refused:
            raise forms.ValidationError([f"{error.error} {error.expected}" for error in refused])
        return list(dict.fromkeys(digests))

    def _kept(self, upload: UploadedFile) -> str:
        content = upload.read(attachments.MOST_BYTES + 1)
        kept = attachments.keep(self.file.case, content, self.file.now, papers=self.papers)
        return str(kept.sha256)
