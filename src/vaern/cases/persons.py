"""One person in several cases: found by name and birthdate, surely or perhaps the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaern.cases.mentions import found_by
from vaern.cases.models import Case, Mention

RESPONDENT = "respondent"
PROTECTED = "protected_person"
MOST = 100


@dataclass(frozen=True)
class Appearance:
    """A mention of the person looked for; `is_sure` when the birthdates are known and the same."""

    mention: Mention
    is_sure: bool


def appearances(person: Mention, among: QuerySet[Mention] | None = None) -> list[Appearance]:
    """Return where somebody of this name may be named, the newest case first, at most `MOST`.

    `among` are the mentions that the reader may see; None: all.

    Two known birthdates that differ are two persons; one that is not known leaves it open.
    """
    among = Mention.objects.all() if among is None else among
    found = among.filter(folded=person.folded).select_related("case", "case__summary")
    if person.birthdate:
        found = found.filter(Q(birthdate=person.birthdate) | Q(birthdate=None))
    return [Appearance(each, _is_sure(person, each)) for each in found.order_by("-case_id", "pk")[:MOST]]


def _is_sure(person: Mention, other: Mention) -> bool:
    known = person.birthdate is not None and person.birthdate == other.birthdate
    return known or (person.case_id, person.entry) == (other.case_id, other.entry)


def protected_in(cases: Iterable[int]) -> list[tuple[str, date | None]]:
    """Return the different protected persons of these cases: name and birthdate."""
    found = Mention.objects.filter(case__in=cases, role=PROTECTED).order_by("pk")
    persons = {(each.folded, each.birthdate): (each.name, each.birthdate) for each in found}
    dated = {folded for folded, born in persons if born}
    return [person for (folded, born), person in persons.items() if born or folded not in dated]


def victims_of(found: Sequence[Appearance]) -> list[tuple[str, date | None]]:
    """Return the protected persons of the cases in which the person found is the respondent."""
    return protected_in({each.mention.case_id for each in found if each.mention.role == RESPONDENT})


def search(words: str, born: date | None) -> QuerySet[Mention]:
    """Return the mentions found by the beginnings of names, by a birthdate, or by both."""
    if not words and born is None:
        return Mention.objects.none()
    found = found_by(words) if words else Mention.objects.all()
    if born:
        found = found.filter(birthdate=born)
    return found.select_related("case", "case__summary").order_by("folded", "birthdate", "pk")


def by_reference(written: str) -> QuerySet[Case]:
    """Return the cases whose reference begins so; none for nothing."""
    found = Case.objects.filter(reference__startswith=written.upper()) if written else Case.objects.none()
    return found.select_related("summary").order_by("reference")
