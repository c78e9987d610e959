"""Recorded movement played into the live service: a town that moves, with truth (now: one real walk)."""
