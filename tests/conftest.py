"""What every test stands on: a data folder of its own, a fixed clock, no verdict on the machine's speed."""

import os
import tempfile
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

os.environ["VAERN_HOME"] = tempfile.mkdtemp(prefix="vaern-tests-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaern.web.settings")

settings.register_profile("vaern", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vaern")  # a slow machine is no finding; speed is measured in bench/

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def unchecked(monkeypatch):
    """Let a story hold decisions and services without all that must come before them: tested elsewhere."""
    from vaern.cases import saying

    known = saying.checks_of
    monkeypatch.setattr(
        saying, "checks_of", lambda kind: () if kind in ("decided", "served") else known(kind)
    )
