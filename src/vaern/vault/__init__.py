"""Sealed positions: written under keys that nobody in the house holds, ended by destroying the key.

Nothing in this room opens what it sealed; the custodian, in another authority, holds the only key that does.
"""

from vaern.vault.vault import Vault

__all__ = ["Vault"]
