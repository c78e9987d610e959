"""Contacts with somebody who said no: counted, so that a person can see whether they are a system. Pure."""

from vaern.contacts.contact import KINDS, Contact, masked
from vaern.contacts.log_file import COLUMNS, read_log
from vaern.contacts.series import Series, series

__all__ = ["COLUMNS", "KINDS", "Contact", "Series", "masked", "read_log", "series"]
