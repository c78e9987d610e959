"""Editions: action plans as they stood on a day, and what ministries have reported since."""
