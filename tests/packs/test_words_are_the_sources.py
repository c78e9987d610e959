"""The words in the law files are the words of the source, at the lines they name."""

import re
from pathlib import Path

import pytest
import yaml

LAWS = Path(__file__).parents[2] / "laws"
FILES = [
    path
    for head in sorted(LAWS.glob("*/pack.yaml"))
    for path in (head.parent / name for name in yaml.safe_load(head.read_text(encoding="utf-8"))["files"])
]
QUOTED = [
    (path, cite, quoted)
    for path in FILES
    for cite, quoted in (
        (provision["cite"], quoted)
        for provision in yaml.safe_load(path.read_text(encoding="utf-8"))["provisions"]
        for quoted in (provision, *provision.get("remarks", ()))
        if "words" in quoted
    )
]


def source_lines(pack, seed):
    """The committed excerpt of a seed: its own line numbers, a tab, the line."""
    text = (LAWS / pack / "source" / f"{seed}.txt").read_text(encoding="utf-8")
    numbered = (line.partition("\t") for line in text.splitlines())
    return {int(number): line for number, _, line in numbered}


PAGE_NUMBER = re.compile(r"\d{1,3}")


def printed(lines):
    """Lines without what stands between pages: a number alone after an empty line."""
    before = "-"
    for line in (" ".join(each.split()) for each in lines):
        if before or not PAGE_NUMBER.fullmatch(line):
            yield line
        before = line


def joined(lines):
    """Lines as running text: a word broken at a line's end is whole again; `volds- og` is two words."""
    text = ""
    for line in filter(None, printed(lines)):
        hyphenated = text.endswith("-") and not text.endswith(" -")
        broken = hyphenated and re.match("(?!(?:og|eller) )[a-zæøå]", line)
        of_letters = re.search("[A-Z]{2}-$", text)  # GSM-løsning keeps its hyphen
        text = text[: None if of_letters else -1] + line if broken else f"{text} {line}".strip()
    return text


def at(path, source):
    first, _, last = source["lines"].partition("-")
    lines = source_lines(path.parent.name, source["seed"])
    return joined(lines[number] for number in range(int(first), int(last or first) + 1))


@pytest.mark.parametrize(
    ("path", "cite", "quoted"),
    QUOTED,
    ids=[f"{path.parent.name}-{cite}-{quoted['source']['lines']}" for path, cite, quoted in QUOTED],
)
def test_the_words_stand_in_the_source_at_those_lines(path, cite, quoted):
    assert quoted["words"] in at(path, quoted["source"])


WHOLE = re.compile(r"[.:;,”]$")
GOES_ON = re.compile(r",| (\d\)|[a-z]\)|§|Stk\.) ")
"""After the words, in the source: the rest of the sentence behind a comma, or the next provision."""
TITLE = re.compile(r"cirk\. \d{4}")
"""What stands under a whole circular is its title, which ends without a full stop."""


def test_no_quotation_breaks_off_in_the_middle_of_a_clause():
    assert [
        (cite, words)
        for cite, words, rest in tails()
        if not (WHOLE.search(words) or GOES_ON.match(rest) or TITLE.fullmatch(cite))
    ] == []


def tails():
    for path, cite, quoted in QUOTED:
        first, _, last = quoted["source"]["lines"].partition("-")
        lines = source_lines(path.parent.name, quoted["source"]["seed"])
        until = int(last or first) + 6
        whole = joined(lines.get(number, "") for number in range(int(first), until))
        yield cite, quoted["words"], whole.partition(quoted["words"])[2]


def words_of(pack, *names):
    for name in names:
        part = yaml.safe_load((LAWS / pack / name).read_text(encoding="utf-8"))
        if "chapter" in part:
            yield part["chapter"]["heading"]
        yield from (each["words"] for each in part["provisions"] if "words" in each)


def test_no_word_of_the_draft_act_is_left_out():
    names = [f"kapitel-{each}.yaml" for each in ("1-tilhold", "1-opholdsforbud", 2, 3, 4, 5, 6)]
    written = " ".join(dict.fromkeys(words_of("dk-2011-draft", *names)))
    lines = source_lines("dk-2011-draft", "004")
    assert written.split() == joined(lines[number] for number in range(6221, 6430)).split()


def test_no_word_of_the_draft_on_electronic_control_is_left_out():
    written = " ".join(list(words_of("dk-2011-draft", "elektronisk-kontrol.yaml"))[:-2])
    lines = source_lines("dk-2011-draft", "004")
    assert written.split() == joined(lines[number] for number in range(7553, 7594)).split()


ABROAD = ((2141, 2145), (2149, 2201), (2205, 2210), (2214, 2238), (2242, 2268), (2272, 2289), (5584, 5597))
DESCRIBED = [
    *(("no-2009", first, last) for first, last in ((1924, 1964), (1968, 1979), (5463, 5535))),
    *(("se-2011", first, last) for first, last in ((1989, 2055), (2059, 2101), (2105, 2132), (5406, 5459))),
    ("es-2009", 5539, 5580),
    *(("abroad", first, last) for first, last in ABROAD),
    ("dk-fodlaenke", 5281, 5307),
]


@pytest.mark.parametrize(("pack", "first", "last"), DESCRIBED)
def test_no_line_of_the_description_of_a_foreign_law_is_left_out(pack, first, last):
    quoted = " ".join(each["words"] for path, _, each in QUOTED if path.parent.name == pack)
    lines = source_lines(pack, "004")
    sentences = re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ])", joined(lines.get(n, "") for n in range(first, last + 1)))
    assert [each for each in sentences if each not in quoted] == []


def test_no_word_of_the_act_of_2004_is_left_out():
    names = [f"bortvisningsloven-kapitel-{each}.yaml" for each in (1, 2, 3)]
    lines = source_lines("dk-2004", "002")
    act = joined(lines[number] for number in range(797, 897) if number in lines)
    assert " ".join(words_of("dk-2004", *names)).split() == act.split()


def test_no_word_of_the_circular_of_2003_is_left_out():
    lines = source_lines("dk-2004", "002")
    circular = joined(lines[number] for number in range(1248, 1302) if number in lines)
    assert " ".join(words_of("dk-2004", "cirkulaere-2003.yaml")).split() == circular.split()
