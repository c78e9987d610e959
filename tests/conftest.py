"""What every test stands on: a data folder of its own, and a fixed clock."""

import os
import tempfile
from datetime import UTC, datetime

import pytest

os.environ["VAERN_HOME"] = tempfile.mkdtemp(prefix="vaern-tests-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW
