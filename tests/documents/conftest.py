"""Made-up data that looks like what the lead passes: one decision, one alarm. Nobody here exists."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pypdf import PageObject, PdfReader

from vaern.documents.decision import Area, Condition, DecisionData, Fact, Measure, Remedy
from vaern.documents.evidence import (
    DeviceHealth,
    EpisodeEvent,
    EvidenceData,
    JournalEntry,
    Method,
    ReleasedFix,
    ZoneInForce,
)
from vaern.documents.provenance import LawReceipt, Passage

WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
SQUARE = ((((10.420, 55.365), (10.430, 55.365), (10.430, 55.370), (10.420, 55.370), (10.420, 55.365)),),)
RECEIPT = LawReceipt("dk-2011-draft", "draft", "0.1.0", (("dk-2011-draft/act.yaml", "sha256:" + "5e" * 32),))

PARAGRAPH_1 = Passage(
    "dk-2011-draft § 1",
    "Ved tilhold kan en person forbydes at opsøge en anden ved personlig, mundtlig eller skriftlig "
    "henvendelse, herunder ved elektronisk kommunikation, eller på anden måde kontakte eller følge efter "
    "den anden.",
)
PARAGRAPH_3 = Passage(
    "dk-2011-draft § 3",
    "Ved opholdsforbud kan en person forbydes at opholde sig eller færdes i et nærmere afgrænset område i "
    "nærheden af en anden persons bolig, arbejds-, uddannelses- eller opholdssted eller andet område, hvor "
    "denne ofte færdes.",
)
PARAGRAPH_2_1_2 = Passage(
    "dk-2011-draft § 2(1) no. 2",
    "der er bestemte grunde til at antage, at den pågældende fortsat vil krænke den anden som anført under "
    "nr. 1.",
)
PARAGRAPH_4_2 = Passage(
    "dk-2011-draft § 4 no. 2",
    "et tilhold efter § 1 ikke kan anses for tilstrækkeligt til at beskytte den anden person.",
)
PARAGRAPH_12 = Passage(
    "dk-2011-draft § 12",
    "Tilhold, opholdsforbud og bortvisning må ikke stå i misforhold til den herved forvoldte forstyrrelse af "
    "den pågældendes forhold, hensynet til den eller dem, som foranstaltningen skal beskytte, og karakteren "
    "af den adfærd, der er udvist fra den pågældendes side.",
)
PARAGRAPH_13 = Passage(
    "dk-2011-draft § 13",
    "Tilhold, opholdsforbud og bortvisning omfatter ikke kontakt, ophold eller færden, som af særlige grunde "
    "må anses for beføjet.",
)
PARAGRAPH_15_3 = Passage(
    "dk-2011-draft § 15(3)",
    "Statsadvokaten behandler klager over tilhold, opholdsforbud og bortvisning. Statsadvokatens afgørelse "
    "kan ikke påklages.",
)
PARAGRAPH_16 = Passage(
    "dk-2011-draft § 16",
    "Afgørelser om tilhold, opholdsforbud og bortvisning skal forkyndes. Ved forkyndelse af opholdsforbud og "
    "bortvisning skal den pågældende vejledes om retten til at kræve afgørelsen indbragt for retten.",
)
PARAGRAPH_17_1 = Passage(
    "dk-2011-draft § 17(1)",
    "Den, der gives opholdsforbud eller bortvises, kan inden 14 dage efter, at afgørelsen er forkyndt for "
    "den pågældende, kræve, at politiet indbringer afgørelsen for byretten.",
)
PARAGRAPH_21_1 = Passage(
    "dk-2011-draft § 21(1)",
    "Den, der forsætligt overtræder §§ 1, 3 eller 7, straffes med bøde eller fængsel indtil 2 år.",
)
EK_PARAGRAPH_1_2 = Passage(
    "dk-2011-draft ek § 1(2)",
    "Politiet kan gøre sig bekendt med registreringen, når registreringen viser, at den pågældende befinder "
    "sig et sted, der strider mod et tilhold, et opholdsforbud eller en bortvisning, eller befinder sig i "
    "nærheden heraf.",
)


def _tilhold() -> Measure:
    return Measure(
        name="tilhold",
        terms=("contact_in_person", "contact_spoken", "contact_written", "contact_otherwise", "following"),
        rules=(PARAGRAPH_1,),
        conditions=(
            Condition(
                PARAGRAPH_2_1_2,
                "yes",
                ("A1", "A2"),
                "sagsbehandler",
                "Henvendelserne er taget til på fem uger, og han siger, at han ikke vil holde op.",
            ),
            Condition(PARAGRAPH_12, "undetermined"),
        ),
        lasts="P2Y",
        served_at=datetime(2026, 5, 1, 8, 20, tzinfo=SUMMER),
        expires_at=datetime(2028, 5, 1, 23, 59, 59, tzinfo=SUMMER),
    )


def _opholdsforbud() -> Measure:
    return Measure(
        name="opholdsforbud",
        terms=("stay_in_area", "move_in_area"),
        rules=(PARAGRAPH_3,),
        conditions=(
            Condition(PARAGRAPH_4_2, "yes", (), "sagsbehandler", "Fire overtrædelser på to uger."),
            Condition(
                PARAGRAPH_12, "no", ("judgements.proportionate.opholdsforbud",), "sagsbehandler", "Prøvet."
            ),
        ),
        exceptions="Ledsagede besøg, som er aftalt med politiet.",
        lasts="P6M",
        served_at=datetime(2026, 5, 1, 8, 20, tzinfo=SUMMER),
        expires_at=datetime(2026, 11, 1, 23, 59, 59, tzinfo=WINTER),
        area=Area("Den del af campus, som er vist på kortet.", SQUARE, "c0ffee" * 10 + "abcd"),
    )


@pytest.fixture
def decision_data() -> DecisionData:
    """A tilhold and an opholdsforbud against a made-up respondent, served on 1 May 2026."""
    return DecisionData(
        document_id="ODN-1/decision/2",
        case_number="ODN-1",
        authority="Politidirektøren",
        decided_at=datetime(2026, 4, 30, 12, 0, tzinfo=SUMMER),
        respondent_name="Rasmus Eksempel",
        respondent_born=date(1985, 3, 1),
        measures=(_tilhold(), _opholdsforbud()),
        facts=(
            Fact(
                datetime(2026, 3, 9, 22, 10, tzinfo=WINTER),
                "Elleve sms'er på en aften.",
            ),
            Fact(datetime(2026, 4, 14, 7, 35, tzinfo=SUMMER), "Ventede uden for efter et klart nej."),
        ),
        considerations=("Kontakten kom tættere på.", "Han hverken bor, arbejder eller læser i området."),
        remedies=(
            Remedy(
                "complaint", ("tilhold", "opholdsforbud"), "statsadvokaten", PARAGRAPH_15_3, suspends=False
            ),
            Remedy(
                "court_review",
                ("opholdsforbud",),
                "byretten",
                PARAGRAPH_17_1,
                within="P14D",
                last_moment=datetime(2026, 5, 15, 23, 59, 59, tzinfo=SUMMER),
                submitted_within="P1W",
                suspends=False,
            ),
        ),
        justified_passage=PARAGRAPH_13,
        effect_from_service=PARAGRAPH_16,
        penalty=PARAGRAPH_21_1,
        receipt=RECEIPT,
    )


@pytest.fixture
def named_decision(decision_data: DecisionData) -> DecisionData:
    """The same decision where the caller passes the protected person's name."""
    return replace(decision_data, protected_name="Freja Eksempel")


def _fix(second: int, lat: float, distance_m: float, inside: float) -> ReleasedFix:
    return ReleasedFix(
        device="R1",
        fixed_at=datetime(2026, 5, 4, 8, 0, second, 250_000, tzinfo=UTC),
        received_at=datetime(2026, 5, 4, 8, 0, second + 1, tzinfo=UTC),
        lat=lat,
        lon=10.4251234,
        accuracy_m=5.0,
        source="gnss",
        distance_m=distance_m,
        inside_probability=inside,
        sha256=f"{second:02d}" * 32,
    )


@pytest.fixture
def evidence_data() -> EvidenceData:
    """A zone alarm of three released fixes, walking into the zone from the south."""
    return EvidenceData(
        document_id="ODN-1/evidence/1",
        made_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        alarm="C1/campus/zone/1",
        control="C1",
        kind="zone",
        device="R1",
        grade="certain",
        contrary_to_order="yes",
        events=(
            EpisodeEvent(
                "raised",
                datetime(2026, 5, 4, 8, 0, 20, tzinfo=UTC),
                "certain",
                "yes",
                0.9985,
                -11.13,
                "inside",
            ),
            EpisodeEvent("cleared", datetime(2026, 5, 4, 8, 4, tzinfo=UTC)),
        ),
        zone=ZoneInForce(
            "campus", "prohibited", SQUARE, 15.0, "c0ffee" * 10 + "abcd", datetime(2026, 5, 1, tzinfo=SUMMER)
        ),
        fixes=(
            _fix(10, 55.3649101, 10.01, 0.0013),
            _fix(15, 55.3650002, -0.02, 0.5024),
            _fix(20, 55.3651001, -11.13, 0.9985),
        ),
        journal=(JournalEntry(41, "aa" * 32, "bb" * 32), JournalEntry(42, "cc" * 32, "aa" * 32)),
        method=Method(1.51, (("possible", 0.05), ("probable", 0.5), ("certain", 0.95)), 0.5),
        opened_by=EK_PARAGRAPH_1_2,
        justified_passage=PARAGRAPH_13,
        receipt=RECEIPT,
        health=(
            DeviceHealth(
                "R1",
                63.0,
                ((datetime(2026, 5, 4, 7, 0, tzinfo=UTC), datetime(2026, 5, 4, 7, 6, 40, tzinfo=UTC)),),
            ),
        ),
    )


def _text(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    """A reader of a PDF: the text of each page, all white space made single."""
    return lambda pdf: [_text(page) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def words(pages: Callable[[bytes], list[str]]) -> Callable[[bytes], str]:
    """A reader of a PDF: all its text as one line."""
    return lambda pdf: " ".join(pages(pdf))


@pytest.fixture
def unbroken(words: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """A reader of a PDF: all its text without white space, for hashes that break over lines."""
    return lambda pdf: words(pdf).replace(" ", "")
