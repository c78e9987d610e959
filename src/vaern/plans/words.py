"""Lines of a printed column made into paragraphs again: words made whole, forced breaks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SENTENCE_END = (".", ":", "!", "?", ".”", ".’", '."')
_BOUND = re.compile(r"^(og|eller|samt|och)\b")
_GAP = 12
"""Without a full stop, a line counts as ended on purpose when so many more characters had room."""


def ends_a_sentence(line: str, following: str = "") -> bool:
    """Tell whether a line closes with a full stop or the like, and what follows begins anew."""
    return line.rstrip().endswith(_SENTENCE_END) and not following.lstrip()[:1].islower()


def ends_on_purpose(line: str, following: str, width: int) -> bool:
    """Tell whether a line was ended on purpose: the next word had room on it, and no word is torn.

    `width` is how many characters a full line has: a measure, for letters differ in breadth.
    """
    if line.rstrip().endswith("-"):
        return False
    room = width - len(line.rstrip()) - 1 - len(following.split()[0])
    return room >= (0 if ends_a_sentence(line, following) else _GAP)


def paragraphs(lines: Sequence[str], width: int) -> list[str]:
    """Return the paragraphs of a column, each on one line."""
    found: list[list[str]] = [[]]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found[-1].append(line)
        if following and ends_on_purpose(line, following, width):
            found.append([])
    return [joined(each) for each in found if each]


def joined(lines: Iterable[str]) -> str:
    """Return the lines as one; a hyphen at a line's end joins, before a figure or a capital it stays."""
    text = ""
    for line in lines:
        line = " ".join(line.split())
        torn = text.endswith("-") and not text.endswith(" -") and not _BOUND.match(line)
        if not text or torn:
            keeps = line[:1].isupper() or line[:1].isdigit()
            text = (text if keeps or not torn else text[:-1]) + line
        else:
            text += " " + line
    return text
