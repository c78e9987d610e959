"""Every code that a pack uses has words, and each of them a Danish one."""

import pytest
from django.utils import translation

from vaern import packs
from vaern.web import law_words, words

PACKS = packs.load_all()
PROVISIONS = [each for pack in PACKS for each in pack.versions]
CODES = {
    "measures": ({name for pack in PACKS for name in pack.measures}, words.MEASURES),
    "statuses": ({pack.status for pack in PACKS}, law_words.STATUS),
    "jurisdictions": ({pack.jurisdiction for pack in PACKS}, law_words.JURISDICTIONS),
    "effects": ({effect.kind for each in PROVISIONS for effect in each.effects}, law_words.EFFECTS),
    "steps": ({paper.step for each in PROVISIONS for paper in each.papers}, law_words.STEPS),
    "events": (
        {said.event for each in PROVISIONS for said in (*each.duties, *each.endings)},
        law_words.STEPS,
    ),
    "parties": (
        {who for each in PROVISIONS for paper in each.papers for who in (paper.from_, paper.to)}
        | {who for each in PROVISIONS for duty in each.duties for who in (duty.actor, duty.towards)},
        words.VALUES,
    ),
    "duties": ({duty.kind for each in PROVISIONS for duty in each.duties}, words.DUTIES),
    "judgements": ({asked.judged for each in PROVISIONS for asked in each.assessments}, words.JUDGEMENTS),
    "deciders": ({asked.decided_by for each in PROVISIONS for asked in each.assessments}, words.VALUES),
}


@pytest.mark.parametrize("kind", CODES)
def test_every_code_of_the_packs_has_words(kind):
    used, worded = CODES[kind]
    assert used - set(worded) == set()


@pytest.mark.parametrize("table", ["STATUS", "STEPS", "EFFECTS", "TERMS", "ASPECTS", "EXCEPTION_FACTS"])
def test_every_word_of_the_law_pages_is_also_danish(table):
    said = getattr(law_words, table)
    with translation.override("en"):
        english = {code: str(each) for code, each in said.items()}
    with translation.override("da"):
        assert [code for code, each in said.items() if str(each) == english[code]] == []


@pytest.mark.parametrize(
    ("months", "said"),
    [(6, "6 months"), (12, "1 year"), (18, "1 year and 6 months"), (48, "4 years")],
)
def test_a_penalty_is_said_in_years_and_months(months, said):
    with translation.override("en"):
        assert law_words.penalty(months) == f"prison for up to {said}"


def test_a_penalty_for_life_is_said_as_such():
    with translation.override("en"):
        assert law_words.penalty("life") == "prison for life"


@pytest.mark.parametrize(
    ("listed", "said"), [(["210"], "§ 210"), (["180-181"], "§§ 180-181"), (["1", "2"], "§§ 1, 2")]
)
def test_one_section_has_one_sign(listed, said):
    assert law_words.sections(listed) == said


def test_the_laws_own_word_for_who_decides_stays_as_it_is():
    assert law_words.value("politidirektøren") == "politidirektøren"


def test_a_duty_without_a_number_of_days_says_so():
    with translation.override("en"):
        assert law_words.within({"period": None, "urgency": None}) == "the source gives no number"
