"""Telling people what is due: a calendar feed and a digest by mail. Neither holds a name or free text."""
