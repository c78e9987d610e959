"""Reads and checks the law files under `laws/` and hands `vaern.law` its data."""

from vaern.packs.loading import known_packs, load, load_all

__all__ = ["known_packs", "load", "load_all"]
