"""Whatever comes in, the law answers or refuses as the contract says, and never falls over."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.cli import main
from vaern.cli.json_lines import parse
from vaern.cli.law_questions import assess, deadlines
from vaern.errors import InputError

LAWS = Path(__file__).parents[2] / "laws"
POINTER = re.compile(r"(/([^/~]|~0|~1)*)*")


def inputs(name):
    for path in sorted(LAWS.glob(f"*/scenarios/{name}.json")):
        yield from (case["input"] for case in json.loads(path.read_text(encoding="utf-8"))[::9])


FACTS, EVENTS = list(inputs("law")), list(inputs("deadlines"))
EDGES = st.sampled_from(
    [
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31", "0001-01-01", "2026-02-30",
        "2026-10-25T02:30:00+02:00", "2026-05-04T10:00:00", "24:00", "P9999Y", "PT99999H", "P0D", "P", "life",
        "", "\x00", "\ud800", "strl § 244", "strl § 99999999999999999999", "tilhold", "victim", "__proto__",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | EDGES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | EDGES, inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, each in entries:
        yield from places(each, (*path, key))


def replaced(value, path, to):
    if not path:
        return to
    copied = list(value) if isinstance(value, list) else dict(value)
    copied[path[0]] = replaced(copied[path[0]], path[1:], to)
    return copied


@st.composite
def spoiled(draw, known):
    value = draw(st.sampled_from(known))
    for _ in range(draw(st.integers(1, 3))):
        value = replaced(value, draw(st.sampled_from(list(places(value)))), draw(JSON))
    return value


def resolves(pointer, value):
    """Whether a pointer leads into the input, or to a field that is missing from it."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for number, step in enumerate(steps):
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return isinstance(value, dict) and number == len(steps) - 1
    return True


def answers_or_refuses(ask, value):
    try:
        found = ask(value)
    except InputError as error:
        refused = error.as_dict()
        assert refused["error"]
        assert refused["expected"]
        assert resolves(refused["where"], value)
    else:
        json.dumps(found)


@settings(max_examples=300)
@given(spoiled(FACTS))
def test_spoiled_facts_are_assessed_or_refused_at_a_place_that_is_there(value):
    answers_or_refuses(assess, value)


@settings(max_examples=300)
@given(spoiled(EVENTS))
def test_spoiled_events_are_counted_or_refused_at_a_place_that_is_there(value):
    answers_or_refuses(deadlines, value)


EDGE = {"law": "dk-2011-draft", "now": "9999-12-31T20:00:00Z"}
DECIDED = {"type": "decided", "measure": "tilhold", "at": "2026-01-01T00:00:00Z"}
SERVED = {"type": "served", "at": "2026-01-02T00:00:00Z"}


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({**EDGE, "events": []}, "/now"),
        ({**EDGE, "now": "0001-01-01T00:00:00+14:00", "events": []}, "/now"),
        (
            {**EDGE, "now": "2030-01-01T00:00:00Z", "events": [{**DECIDED, "duration": "P9999Y"}, SERVED]},
            "/events/0/duration",
        ),
        (
            {
                **EDGE,
                "now": "9998-12-31T20:00:00Z",
                "events": [{"type": "detained", "at": "9999-12-31T00:00:00Z"}],
            },
            "/events/0/at",
        ),
    ],
)
def test_the_edge_of_the_calendar_is_refused_where_it_is_met(value, where):
    with pytest.raises(InputError) as refused:
        deadlines(value)
    assert refused.value.where == where


def test_an_order_without_an_end_that_anyone_will_see_still_has_one():
    given_ = [{**DECIDED, "expires_on": "9999-12-31"}, SERVED]
    found = deadlines({**EDGE, "now": "2030-01-01T00:00:00Z", "events": given_})["obligations"]
    assert [each["due"][:10] for each in found if each["kind"] == "order_expires"] == ["9999-12-31"]


@given(JSON)
def test_anything_at_all_is_answered_or_refused(value):
    answers_or_refuses(assess, value)
    answers_or_refuses(deadlines, value)


@given(st.text(max_size=40) | st.text(alphabet='[]{}",:0123456789.eE+-truefalsn \n', max_size=60))
def test_what_is_no_json_is_refused(text):
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        with pytest.raises(InputError):
            parse(text)


@given(value=spoiled(FACTS), command=st.sampled_from(["assess", "deadlines"]))
@settings(max_examples=60)
def test_a_refusal_is_one_object_on_standard_error_and_nothing_on_standard_output(value, command):
    status, out, error = run(["law", command], json.dumps(value))
    if status == 2:
        refused = json.loads(error)
        assert (set(refused), out) == ({"error", "where", "expected"}, "")
        assert POINTER.fullmatch(refused["where"])
    else:
        assert (status, error) == (0, "")
        assert json.loads(out)["receipt"]["version"]


def run(arguments, given):
    streams = sys.argv, sys.stdin, sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = ["vaern", *arguments], io.StringIO(), io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogatepass")))
    try:
        main()
    except SystemExit as ended:
        return ended.code, sys.stdout.getvalue(), sys.stderr.getvalue()
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = streams
    return 0, "", ""
