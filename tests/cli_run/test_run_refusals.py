"""`vaern run` where it cannot: a clear sentence, status 2, nothing lost."""

import json
import os
import socket
import subprocess

from full_disk import files_no_longer_than
from running import command, free_port, running


def refused(port, home, **environment):
    done = subprocess.run(
        command(port, home), capture_output=True, text=True, timeout=60, env={**os.environ, **environment}
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return json.loads(done.stderr.splitlines()[-1])


def test_a_port_that_is_taken_is_said_and_how_to_take_another(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refused(taken.getsockname()[1], tmp_path / "home")
    assert said["where"] == "PORT"
    assert "make run PORT=" in said["expected"]


def test_a_second_start_on_the_same_folder_is_refused_and_the_first_goes_on(tmp_path):
    with running(tmp_path / "home", tmp_path / "log") as first:
        said = refused(free_port(), tmp_path / "home")
        assert first.address in said["error"]
        with socket.create_connection(("127.0.0.1", int(first.address.rsplit(":", 1)[1])), timeout=5):
            pass


def test_a_data_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    said = refused(free_port(), tmp_path / "file" / "home")
    assert said["where"] == "VAERN_HOME"


def test_the_sign_ins_and_the_case_are_the_same_at_the_second_start(tmp_path):
    with running(tmp_path / "home", tmp_path / "log") as first:
        passwords = first.passwords
    with running(tmp_path / "home", tmp_path / "log") as second:
        assert second.passwords == passwords


def test_a_disk_with_no_room_is_said_in_one_sentence(tmp_path):
    with files_no_longer_than(64 * 1024):
        said = refused(free_port(), tmp_path / "home")
    assert "room" in said["expected"]
