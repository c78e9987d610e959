"""Sections as the statute book writes them."""

import pytest

from vaern.law.penal import Listed, section_of


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("strl § 244", ("strl", 244, "")),
        ("strl § 245 a", ("strl", 245, "a")),
        ("strl § 245, stk. 1", ("strl", 245, "")),
        ("strl § 245 stk. 1", ("strl", 245, "")),
        ("strl. § 266", ("strl", 266, "")),
        ("strl §216, jf. § 21", ("strl", 216, "")),
        ("straffelovens § 245", ("strl", 245, "")),
        ("straffeloven § 245", ("strl", 245, "")),
        ("Strl § 245", ("strl", 245, "")),
        ("straffelovens §§ 244-246", ("strl", 244, "")),
        ("Færdselsloven § 3", ("færdselsloven", 3, "")),
        ("§ 244", None),
        ("vold", None),
        ("", None),
    ],
)
def test_a_section_is_read_or_left_unknown(written, section):
    assert section_of(written) == section


@pytest.mark.parametrize(
    ("section", "listed", "expected"),
    [
        (("strl", 266, ""), "266", True),
        (("strl", 266, "b"), "266", False),
        (("strl", 266, "b"), "266 b", True),
        (("strl", 236, ""), "237-254", False),
        (("strl", 237, ""), "237-254", True),
        (("strl", 254, "a"), "237-254", True),
        (("strl", 255, ""), "237-254", False),
        (("vbl", 244, ""), "237-254", False),
    ],
)
def test_a_range_takes_in_lettered_sections_and_a_number_does_not(section, listed, expected):
    assert (section in Listed("strl", [listed])) is expected
