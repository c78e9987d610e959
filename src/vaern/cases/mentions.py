"""Finding cases by the persons they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from vaern.cases.events import Person
from vaern.cases.models import Case, Mention, MentionWord

LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "đ": "d", "ł": "l"}
)
FEW_LETTERS = 3
"""Shorter beginnings are in so many names that reading along the names finds a page of them sooner."""


def fold(name: str) -> str:
    """Return a name as it is compared: small letters a-z and digits, words apart; Åse and Aase are one."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(LETTERS)
    parted = unicodedata.normalize("NFKD", plain)
    return " ".join(
        re.findall(r"[^\W_]+", "".join(each for each in parted if not unicodedata.combining(each)))
    )


def found_by(words: str) -> QuerySet[Mention]:
    """Return the mentions with a word that begins with each of the given words; none for no words."""
    wanted = sorted(fold(words).split(), key=len, reverse=True)
    found = Mention.objects.all() if wanted else Mention.objects.none()
    if wanted and len(wanted[0]) >= FEW_LETTERS:
        longest = wanted.pop(0)
        beginning = MentionWord.objects.filter(word__gte=longest, word__lt=longest + "\U0010ffff")
        found = found.filter(pk__in=beginning.values("mention"))
    for word in wanted:
        found = found.filter(_reads(word))
    return found


def _reads(word: str) -> Q:
    return Q(folded__startswith=word) | Q(folded__contains=f" {word}")


def keep(case: Case, people: Iterable[tuple[int, Person]]) -> None:
    """Let the mentions of `case` be these persons, each with the number of the entry that names them."""
    case.mentions.all().delete()
    mentions = [
        Mention(
            case=case, entry=number, role=each.role, name=each.name[:200], folded=fold(each.name)[:200],
            birthdate=each.birthdate,
        )
        for number, each in people
    ]  # fmt: skip
    Mention.objects.bulk_create(mentions)
    MentionWord.objects.bulk_create(
        MentionWord(mention=mention, word=word[:60])
        for mention in mentions
        for word in dict.fromkeys(mention.folded.split())
    )
