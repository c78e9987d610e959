"""Tables that others typed: CSV or JSON in, row by row, and CSV out that no spreadsheet runs. Pure."""

from vaern.sheets.cells import as_csv
from vaern.sheets.reading import FORMS, SIZE_BYTES, read_rows
from vaern.sheets.reason import Reason
from vaern.sheets.row import Refused, Row, RowError

__all__ = ["FORMS", "SIZE_BYTES", "Reason", "Refused", "Row", "RowError", "as_csv", "read_rows"]
