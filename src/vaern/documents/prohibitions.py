"""What an order tells its respondent, in plain words, from the terms the decision holds.

A tilhold may be limited to some forms of contact (remarks to § 1 of the draft Act), so the terms
are chosen in each case; this module only says them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vaern.errors import InputError


def forbidden(terms: Sequence[str], protected: str) -> list[str]:
    """Return what the respondent must not do, each as the end of the sentence *You must not …*."""
    return _chosen(terms, _forbidden(protected))


def required(terms: Sequence[str]) -> list[str]:
    """Return what the respondent must do, each as the end of the sentence *You must …*."""
    return _chosen(terms, _required())


def excepted(names: Sequence[str]) -> list[str]:
    """Return what the order leaves open, each as a whole sentence."""
    return _chosen(names, _excepted())


def check(terms: Sequence[str]) -> None:
    """Raise `InputError` for a measure without terms, or a term that has no words here."""
    if not terms:
        raise InputError("a measure that forbids and demands nothing", "/terms", "at least one term")
    known = {*_forbidden(""), *_required()}
    for index, term in enumerate(terms):
        if term not in known:
            raise InputError("unknown term of an order", f"/terms/{index}", ", ".join(sorted(known)))


def _chosen(terms: Sequence[str], words: dict[str, str]) -> list[str]:
    return [words[term] for term in terms if term in words]


def _forbidden(protected: str) -> dict[str, str]:
    sentences = {
        "contact_in_person": _("go to see {person}"),
        "contact_spoken": _("speak to {person}, in person or by telephone"),
        "contact_written": _("write to {person}, on paper or electronically"),
        "contact_through_others": _("send {person} word through others"),
        "contact_otherwise": _("make contact with {person} in any other way"),
        "following": _("follow {person}"),
        "stay_in_area": _("stay in the area shown on the map"),
        "move_in_area": _("move about in the area, not even to pass through it"),
        "stay_at_home": _("stay in your home"),
        "intrude": _("intrude on {person}"),
        "pursue_in_writing": _("pursue {person} with written messages"),
        "pursue_by_telephone": _("pursue {person} by telephone"),
        "molest_likewise": _("molest {person} in any other similar way"),
    }
    return {term: words.format(person=protected) for term, words in sentences.items()}


def _required() -> dict[str, str]:
    return {
        "wear_device": _("wear the electronic device that the police give you"),
        "maintain_device": _("look after the device and keep it charged"),
    }


def _excepted() -> dict[str, str]:
    return {
        "escorted_collection": _(
            "You may fetch what you need when the police have agreed a time with you and come along."
        ),
        "contact_by_visiting_right": _(
            "Contact that your right to see your children gives you is not forbidden. All other contact is."
        ),
        "cases_about_children": _("You may bring, and take part in, a case about the children."),
        "passage_by_corridor": _(
            "You may travel through the area by the ways shown on the map, without stopping there."
        ),
    }
