"""Why a row is not used; what it meets, such as the values allowed, stands beside it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The reasons, in English; the pages have them in the reader's language."""

    MISSING = "missing"
    TOO_LONG = "longer than"
    NOT_ALLOWED = "not one of"
    NOT_YES_OR_NO = "not yes or no"
    NO_DATE = "not a date written YYYY-MM-DD"
    NO_TIME = "not a time written YYYY-MM-DD HH:MM, or with an offset"
    NEVER = "a time that the clock skips this night"
    TWICE = "a time that the clock shows twice this night: write it with its offset"
    FUTURE = "lies in the future"
    NO_OBJECT = "not an object"
    NO_VALUE = "not a single value"
    UNKNOWN_COLUMN = "a column with an unknown name"
    CELLS = "not as many cells as there are columns"
    QUOTATION_MARKS = "quotation marks that do not match: nothing after this row was read"
    NO_NUMBER = "not a number of letters, digits, spaces, / . and -"
    AFTER_INCIDENT = "after the incident"
    BEFORE_INCIDENT = "before the incident"
    ANSWERED = "answered already, on what the report said before"
    OTHER_ABOVE = "stands above in this file with other content"
