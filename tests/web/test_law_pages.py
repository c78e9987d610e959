"""The law in the browser: the packs, a pack, a measure argued like a note, a comparison, a provision."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from vaern import packs
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.web import law_words

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MEASURES = [(pack.id, measure) for pack in packs.load_all() for measure in pack.measures]
PATHS = [
    "/law/packs",
    "/law/packs/dk-2011-draft",
    "/law/packs/dk-2011-draft/opholdsforbud",
    "/law/compare?old=dk-2004&new=dk-2011-draft",
    "/law?citation=dk-2011-draft%20%C2%A7%204",
]


@pytest.fixture
def reader(as_role):
    return as_role(CASE_OFFICER)


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_nobody_reads_the_law_here_without_a_sign_in(client, path):
    assert client.get(path).url.startswith("/sign-in")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM])
def test_both_roles_read_the_law(as_role, path, role):
    assert as_role(role).get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_sign_in_without_a_role_reads_none_of_it(as_role, path):
    assert as_role(None).get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_the_menu_says_where_one_is(reader, path):
    assert '<a href="/law/packs" aria-current="page">Law</a>' in text(reader, path)


@pytest.mark.parametrize("path", PATHS[1:])
def test_a_draft_says_on_every_page_that_it_is_no_law(reader, path):
    assert "A draft: never law as printed here." in text(reader, path)


def test_the_list_says_of_each_pack_what_it_may_be_used_for(reader):
    page = text(reader, "/law/packs")
    for pack in packs.load_all():
        card = page[page.index(f'href="/law/packs/{pack.id}"') :]
        assert law_words.status(pack.status) in card[: card.index("</li>\n")]


@pytest.mark.parametrize("pack", packs.load_all(), ids=lambda pack: pack.id)
def test_a_pack_shows_every_provision_under_a_name_of_its_own(reader, pack):
    page = text(reader, f"/law/packs/{pack.id}")
    names = re.findall(r'<article class="[^"]*" id="([^"]+)"', page)
    assert len(names) == len(set(names)) == len(pack.versions)


@pytest.mark.parametrize("pack", packs.load_all(), ids=lambda pack: pack.id)
def test_every_entry_of_the_contents_leads_somewhere(reader, pack):
    page = text(reader, f"/law/packs/{pack.id}")
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


@pytest.mark.parametrize(("pack", "measure"), MEASURES)
def test_every_citation_of_a_note_leads_to_its_provision(reader, pack, measure):
    page = text(reader, f"/law/packs/{pack}/{measure}")
    addresses = set(re.findall(r'href="(/law\?citation=[^"]+)"', page))
    assert addresses
    assert [each for each in addresses if reader.get(each).status_code != 200] == []


def test_the_note_says_who_decides_and_what_to_weigh(reader):
    page = text(reader, "/law/packs/dk-2011-draft/tilhold")
    part = page[page.index("Is her peace violated?") :][:2000]
    assert "Decided by the police." in part
    assert "et udtrykt ønske om at være fri for yderligere kontakt" in part


def test_the_note_says_which_offences_count_and_which_do_not(reader):
    page = text(reader, "/law/packs/dk-2011-draft/bortvisning")
    assert "Not meant" in page
    assert "The words do not settle whether" in text(reader, "/law/packs/dk-2011-draft/opholdsforbud")


def test_the_note_says_what_the_municipality_hears_only_with_consent(reader):
    page = text(reader, "/law/packs/dk-2011-draft/tilhold")
    assert "only with consent" in page
    assert "consent not needed" in page


def test_the_comparison_says_that_a_tilhold_may_last_as_long_and_an_opholdsforbud_one_year(reader):
    page = text(reader, "/law/compare?old=dk-2004&new=dk-2011-draft")
    assert "only in the second" in page.lower()
    assert '<h2 id="measure-tilhold">' in page


def test_a_comparison_without_a_choice_asks_for_one(reader):
    assert "<select" in text(reader, "/law/compare")


@pytest.mark.parametrize(
    "path",
    [
        "/law/packs/atlantis",
        "/law/packs/dk-2004/opholdsforbud",
        "/law/compare?old=atlantis",
        "/law?citation=x",
    ],
)
def test_what_no_pack_has_is_not_found(reader, path):
    assert reader.get(path).status_code == 404


def test_the_address_of_provisions_without_a_citation_leads_to_the_packs(reader):
    assert reader.get("/law").url == reverse("law")


def test_a_provision_shows_what_it_does(reader):
    page = text(reader, "/law?citation=dk-2011-draft%20%C2%A7%205")
    assert "Numbers, periods and offices" in page
    assert "5 years" in page


def test_what_uses_a_provision_is_a_link(reader):
    page = text(reader, "/law?citation=dk-2011-draft%20%C2%A7%202")
    part = page[page.index("Used by") :]
    assert "citation=dk-2011-draft" in part[: part.index("</ul>")]


def test_the_words_of_a_law_are_marked_with_their_language(reader):
    page = text(reader, "/law?citation=se-2011%20lov%201988:688")
    assert f'<blockquote lang="{packs.load("se-2011").language}">' in page


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_danish_for_who_reads_danish(as_role, path):
    client: Client = as_role(CASE_OFFICER)
    client.cookies["django_language"] = "da"
    page = text(client, path)
    assert '<html lang="da">' in page
    assert ">Lov</a>" in page


def test_an_open_question_of_a_case_says_who_decides_and_what_to_weigh(reader, odense):
    page = text(reader, "/desk/ODN-1/assessment")
    part = page[page.index("Open question: Is there a special risk of assault?") :]
    part = part[: part.index("<form")]
    assert "Decided by the police." in part
    assert "The law tells them to weigh" in part


def test_the_case_points_out_the_least_intrusive_measure_and_chooses_none(reader, odense):
    page = text(reader, "/desk/ODN-1/assessment")
    assert "the law places tilhold (no contact) as the least intrusive" in page
    assert "pointed out, never chosen" in page


def test_each_measure_of_a_case_leads_to_its_note(reader, odense):
    assert 'href="/law/packs/dk-2011-draft/opholdsforbud"' in text(reader, "/desk/ODN-1/assessment")
