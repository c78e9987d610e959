"""The case: an append-only log of typed events, chained by hash, and what follows from it."""
