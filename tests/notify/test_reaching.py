"""Where she is reached is said on the command line, and taken out there."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from vaern.cli.notify import app
from vaern.errors import InputError
from vaern.notify.models import Reach

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def say(*words):
    return CliRunner().invoke(app, words)


def test_a_reach_is_added_listed_changed_and_removed():
    assert say("add", "C1", "+45 1", "--channel", "file", "--discreet").output.startswith("added")
    assert say("add", "C1", "+45 1", "--channel", "file", "--language", "sv").output.startswith("changed")
    said = json.loads(say("list").output)
    assert (said["address"], said["language"], said["discreet"]) == ("+45 1", "sv", False)
    assert say("remove", str(said["id"])).exit_code == 0
    assert not Reach.objects.exists()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "C1", "x", "--channel", "pigeon"), "no such channel"),
        (("add", "C1", "x", "--channel", "file", "--language", "fi"), "not spoken here"),
        (("remove", "7"), "nobody is reached"),
    ],
)
def test_what_cannot_be_used_is_refused(words, error):
    refused = say(*words).exception
    assert isinstance(refused, InputError)
    assert error in refused.error
