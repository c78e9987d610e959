"""What the packs say beside the law's own words can be said in the reader's language."""

import pytest

from vaern import packs
from vaern.web.law_texts import LAW_TEXTS


def ours(pack):
    yield from (note.text for note in pack.notes)
    yield from (setting.text for setting in pack.settings.values())
    if pack.intrusiveness:
        yield pack.intrusiveness.text
    for provision in pack.provisions.values():
        yield from (f"Reading: {reading}" for reading in provision.readings)
        yield from (note.text for duty in provision.duties for note in duty.notes)


@pytest.mark.parametrize("pack", packs.load_all(), ids=lambda pack: pack.id)
def test_every_note_of_ours_is_marked_for_translation(pack):
    assert not set(ours(pack)) - LAW_TEXTS
