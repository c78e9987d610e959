"""The one error every room raises when what came in cannot be used."""

from __future__ import annotations


class InputError(ValueError):
    """Something that came in is wrong: what was found, where, and what was expected.

    None of the three may hold a name, an address, a coordinate or free text of a case.
    """

    def __init__(self, error: str, where: str = "", expected: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.where = where
        self.expected = expected

    def as_dict(self) -> dict[str, str]:
        """Return the object that the contracts print on standard error."""
        return {"error": self.error, "where": self.where, "expected": self.expected}
