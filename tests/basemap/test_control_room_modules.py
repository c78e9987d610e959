"""The control room's modules, run in Debian's Chromium without the page around them."""

import html
import json
import re
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from geographiclib.geodesic import Geodesic

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src/vaern/web/static"
ASKED = HERE / "control_room_modules.js"
CLAIMS = yaml.safe_load((HERE / "control_room_modules.yaml").read_text(encoding="utf-8"))
NAMES = (
    "drawn, episodes, figures, firstAmong, grid, groupOf, "
    "handled, order, plane, position, positions, rung, word"
)
CHROMIUM = ["/usr/bin/chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"]
WAIT = "--virtual-time-budget=10000"
PAGE = """<!doctype html><pre></pre><script type="module">
import {{ {names} }} from "/asked.js";
document.querySelector("pre").textContent = JSON.stringify({{ {questions} }});
</script>"""


def _page() -> str:
    asked = {claim: each["ask"] for claim, each in CLAIMS.items()} | {"plane": "plane.toDegrees([300, 400])"}
    return PAGE.format(
        names=NAMES, questions=",\n".join(f"{json.dumps(claim)}: {code}" for claim, code in asked.items())
    )


class _Served(SimpleHTTPRequestHandler):
    """The static files, and two more: the page of questions and what they are asked of."""

    def do_GET(self) -> None:
        made = {"/": ("text/html", _page()), "/asked.js": ("text/javascript", ASKED.read_text())}.get(
            self.path
        )
        if made is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", f"{made[0]}; charset=utf-8")
        self.end_headers()
        self.wfile.write(made[1].encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Served, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"
    address = f"http://127.0.0.1:{server.server_port}/"
    page = subprocess.run(
        [*CHROMIUM, WAIT, profile, address], capture_output=True, text=True, timeout=60, check=True
    )
    server.shutdown()
    server.server_close()
    return json.loads(html.unescape(re.search(r"<pre>(.*?)</pre>", page.stdout, re.DOTALL)[1]))


@pytest.mark.browser
@pytest.mark.parametrize("claim", CLAIMS)
def test_the_modules_answer_as_claimed(answers, claim):
    assert answers[claim] == CLAIMS[claim]["answer"]


@pytest.mark.browser
def test_the_local_plane_is_right_to_a_millimetre_per_metre(answers):
    lon, lat = answers["plane"]
    assert Geodesic.WGS84.Inverse(55.368, 10.4313, lat, lon)["s12"] == pytest.approx(500, rel=0.001)
