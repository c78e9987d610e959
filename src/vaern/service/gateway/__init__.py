"""Where devices come in: their languages over real sockets, acknowledged when what they said is on disk."""
