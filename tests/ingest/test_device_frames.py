"""Frames of real devices: what is heard, what is answered, what is refused."""

import pytest
from devices import DIALECTS, conversation, frames, placed, sent
from hypothesis import given
from hypothesis import strategies as st

from vaern.ingest.checksum import crc16_ibm, crc16_x25
from vaern.ingest.gt06 import Gt06Conversation
from vaern.ingest.h02 import H02Conversation
from vaern.ingest.heard import LONGEST_FRAME, Unbounded
from vaern.ingest.queclink import QueclinkConversation
from vaern.ingest.row import fix_of
from vaern.ingest.teltonika import TeltonikaConversation

LOGIN = bytes.fromhex("000f") + b"356307042441013"
CODEC_8 = bytes.fromhex(
    "000000000000004c08010000016818d500580009c28d9f1cb3757a00be00c60f0053000f06f0011503c80001011d00fc000742379918005"
    "3cdf80dce426f430f88190bb8560bb802f100005aa110002887e000010000ee8d"
)
GT06_LOGIN = bytes.fromhex("78780d01086471700328358100093f040d0a")
QUECLINK = (
    b"+RESP:GTERI,358803,862364030335589,gv200,00000002,,10,1,1,42.5,132,2150.4,43.516551,17.661988,"
    b"20240818171932,0420,0004,F23D,31EF,00,17363.6,,,91,,00,00,2,0,20240818171940,91F1$"
)
H02 = b"*HQ,4210209006,V1,054048,A,2828.2297,N,07733.4332,E,000.5,047,4,080918,FFFFFBFF,4261193,0#"
ALL = [(dialect, frame) for dialect in DIALECTS for frame in frames(dialect)]
LIVELY = [(dialect, frame) for dialect, frame in ALL if placed(conversation(dialect).hear(sent(frame)))]


def test_many_frames_of_each_dialect_tell_a_place():
    counts = {dialect: sum(each == dialect for each, _ in LIVELY) for dialect in DIALECTS}
    assert counts == {"teltonika": 12, "gt06": 16, "h02": 19, "queclink": 51}


@pytest.mark.parametrize(("dialect", "frame"), LIVELY)
def test_a_row_with_a_place_is_a_fix_the_engine_takes(dialect, frame):
    for row in placed(conversation(dialect).hear(sent(frame))):
        assert fix_of(row).lat == pytest.approx(row["lat"])


@pytest.mark.parametrize(("dialect", "frame"), [each for each in ALL if each[1]["check"] == "null"])
def test_what_must_give_nothing_gives_no_place(dialect, frame):
    assert placed(conversation(dialect).hear(sent(frame))) == []


@pytest.mark.parametrize(("dialect", "frame"), [each for each in ALL if each[1].get("crc_ok") is False])
def test_a_frame_that_was_changed_is_refused(dialect, frame):
    heard = conversation(dialect).hear(sent(frame))
    assert not [row for each in heard for row in each.rows]


@pytest.mark.parametrize(("dialect", "frame"), LIVELY)
def test_a_frame_in_pieces_is_the_same_frame(dialect, frame):
    whole, pieces = conversation(dialect), conversation(dialect)
    byte_by_byte = [each for byte in sent(frame) for each in pieces.hear(bytes([byte]))]
    if frame["frame_type"] == "text" or dialect in ("teltonika", "gt06"):
        assert byte_by_byte == whole.hear(sent(frame))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_frames_that_come_together_are_heard_one_by_one(dialect):
    told = [sent(frame) for each, frame in LIVELY if each == dialect]
    together = conversation(dialect).hear(b"".join(told))
    assert placed(together) == [row for each in told for row in placed(conversation(dialect).hear(each))]


@given(st.sampled_from(LIVELY), st.data())
def test_a_mutated_frame_harms_neither_us_nor_its_neighbour(lively, data):
    dialect, frame = lively
    broken = bytearray(sent(frame))
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    connection = conversation(dialect)
    try:
        heard = connection.hear(bytes(broken))
    except Unbounded:
        return
    assert all(each.refused is None or " " not in each.refused for each in heard)
    assert placed(conversation(dialect).hear(sent(frame)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_frame_that_never_ends_is_cut_off(dialect):
    begin = {
        "teltonika": bytes(4) + b"\xff\xff\xff\xff",
        "gt06": b"\x79\x79\xff\xff",
        "h02": b"*HQ",
        "queclink": b"+",
    }
    with pytest.raises(Unbounded):
        conversation(dialect).hear(begin[dialect] + b"A" * (2 * LONGEST_FRAME))


def test_teltonika_is_answered_with_yes_and_with_how_many_were_taken():
    connection = TeltonikaConversation()
    named, data = connection.hear(LOGIN + CODEC_8)
    assert (named.reply, named.device, data.reply) == (b"\x01", "356307042441013", b"\x00\x00\x00\x01")


def test_teltonika_says_time_place_and_accuracy():
    (heard,) = TeltonikaConversation("1").hear(CODEC_8)
    (row,) = heard.rows
    assert (row["time"], row["lat"], row["lon"]) == (1546604839000, 48.1523066, 16.3745183)


def test_teltonika_without_a_name_is_refused_and_asked_to_send_again():
    (heard,) = TeltonikaConversation().hear(CODEC_8)
    assert (heard.refused, heard.reply) == ("no_device", bytes(4))


def test_teltonika_with_a_wrong_check_sum_is_asked_to_send_again():
    (heard,) = TeltonikaConversation("1").hear(CODEC_8[:-1] + b"\x00")
    assert (heard.refused, heard.reply, heard.rows) == ("bad_checksum", bytes(4), ())


def test_teltonika_without_satellites_repeats_an_old_place_and_is_not_believed():
    body = bytearray(CODEC_8[8:-4])
    body[2 + 8 + 1 + 8 + 4] = 0
    data = bytes(body)
    frame = bytes(4) + len(data).to_bytes(4) + data + crc16_ibm(data).to_bytes(4)
    (heard,) = TeltonikaConversation("1").hear(frame)
    assert heard.rows[0]["lat"] is None


def test_gt06_names_itself_and_is_answered_with_its_serial():
    (heard,) = Gt06Conversation().hear(GT06_LOGIN)
    assert heard.device == "864717003283581"
    assert heard.reply[:6] == bytes.fromhex("787805010009")


def test_gt06_pressed_for_help_is_a_button():
    body = bytes([0x0D, 0x13]) + bytes([0b00100_000, 3, 4, 0, 2]) + b"\x00\x01"
    body = bytes([len(body) + 1]) + body[1:]
    frame = b"\x78\x78" + body + crc16_x25(body).to_bytes(2) + b"\r\n"
    (heard,) = Gt06Conversation("1").hear(frame)
    assert [row["event"] for row in heard.rows] == ["button"]


def test_gt06_passes_over_noise_to_the_next_frame():
    heard = Gt06Conversation().hear(b"noise" + GT06_LOGIN)
    assert [each.device for each in heard if each.device] == ["864717003283581"]


def test_h02_says_degrees_and_minutes():
    (heard,) = H02Conversation().hear(H02)
    row = heard.rows[0]
    assert (row["device"], round(row["lat"], 6), round(row["lon"], 6)) == ("4210209006", 28.470495, 77.557220)


def test_h02_with_the_help_bit_down_is_a_button():
    (heard,) = H02Conversation().hear(H02.replace(b"FFFFFBFF", b"FFFBFBFF"))
    assert heard.rows[0]["event"] == "button"


def test_queclink_is_acknowledged_with_its_own_count():
    (heard,) = QueclinkConversation().hear(QUECLINK)
    assert (heard.reply, heard.device) == (b"+SACK:91F1$", "862364030335589")


def test_queclink_without_accuracy_repeats_an_old_place_and_is_not_believed():
    (heard,) = QueclinkConversation().hear(QUECLINK.replace(b",1,42.5,132,", b",0,42.5,132,"))
    assert heard.rows[0]["lat"] is None


def test_queclinks_call_for_help_is_a_button():
    (heard,) = QueclinkConversation().hear(QUECLINK.replace(b"GTERI", b"GTSOS"))
    assert heard.rows[0]["event"] == "button"
