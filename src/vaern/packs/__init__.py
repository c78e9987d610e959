"""Reads and checks the law files under `laws/` and hands `vaern.law` its data."""

from vaern.law import Pack
from vaern.packs.loading import known_packs, load, load_all

__all__ = ["Pack", "known_packs", "load", "load_all"]
