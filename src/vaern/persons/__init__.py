"""Persons: a party's own way in, what she has written down, what she has consented to, her calls for help."""
