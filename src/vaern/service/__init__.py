"""The live process: fixes come in over loopback, the engine judges, the vault seals, alarms stream out.

Bare ASGI beside Django, never in it; who holds the token still cannot ask where anybody is.
"""
