"""What he needs from the home is fetched while the order runs."""

from __future__ import annotations

from vaern.cases.events.event import Event


class BelongingsCollected(Event):
    """Necessary belongings were fetched, he with an escort, or handed over by the police."""

    type = "belongings_collected"
    order: str
    measure: str
    escorted_by: str
    protected_person_told: bool | None = None
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One visit takes nothing from another."""
        return False
