"""Checks. Contact that somebody does not want."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import ContactsLogged
from vaern.cases.file import CaseFile
from vaern.errors import InputError


@check(ContactsLogged)
def a_series_bears_its_own_name(file: CaseFile, event: ContactsLogged) -> None:
    """Two people who take a log in at once do not take the same contacts in twice."""
    if any(isinstance(each, ContactsLogged) and each.id == event.id for each in file.events):
        raise InputError(
            _("Somebody took in a log of contacts meanwhile."), "/file", _("Send the file once more.")
        )
