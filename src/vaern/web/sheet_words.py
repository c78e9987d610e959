"""Why a file, or a row of it, was not used: in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.errors import InputError
from vaern.sheets import Reason

REASONS: dict[Reason, Any] = {
    Reason.MISSING: _("missing"),
    Reason.TOO_LONG: _("more characters than"),
    Reason.NOT_ALLOWED: _("not one of"),
    Reason.NOT_YES_OR_NO: _("not yes or no"),
    Reason.NO_DATE: _("not a date written YYYY-MM-DD"),
    Reason.NO_TIME: _("not a time written YYYY-MM-DD HH:MM, or with an offset"),
    Reason.NEVER: _("the clock skips this time that night"),
    Reason.TWICE: _("the clock shows this time twice that night: write it with its offset"),
    Reason.FUTURE: _("lies in the future"),
    Reason.NO_OBJECT: _("not an object"),
    Reason.NO_VALUE: _("not a single value"),
    Reason.UNKNOWN_COLUMN: _("a column with an unknown name"),
    Reason.CELLS: _("not as many cells as there are columns"),
    Reason.QUOTATION_MARKS: _("quotation marks that do not match: nothing after this row was read"),
    Reason.NO_NUMBER: _("not a number of letters, digits, spaces, / . and -"),
    Reason.AFTER_INCIDENT: _("after the incident"),
    Reason.BEFORE_INCIDENT: _("before the incident"),
    Reason.ANSWERED: _("answered already, on what the report said before"),
    Reason.OTHER_ABOVE: _("stands above in this file with other content"),
}
FILE_ERRORS: dict[str, Any] = {
    "the file is too large": _("The file is larger than 5 MB. Divide it and send the parts."),
    "the file is empty": _("The file is empty."),
    "this is not a file of text": _("This is not a CSV or JSON file."),
    "this is not JSON": _("The file begins like JSON and cannot be read as JSON."),
    "not an array": _("The JSON file does not hold a list of rows."),
    "the header row cannot be read": _("The first row, with the names of the columns, cannot be read."),
    "a column is there twice": _("Two columns bear the same name."),
    "a column has an unknown name": _("A column bears a name that is not known here."),
    "the file has too many rows": _("The file has more than 20,000 rows. Divide it and send the parts."),
}


def file_error(error: InputError) -> str:
    """Return what is wrong with the file as a whole; it holds nothing from the file."""
    return str(FILE_ERRORS.get(error.error) or gettext("The file cannot be read."))
