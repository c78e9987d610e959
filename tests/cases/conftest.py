import pytest

from vaern.cases import log
from vaern.cases.events import CASE_OFFICER
from vaern.cases.models import Case

OFFICER = frozenset({CASE_OFFICER})


@pytest.fixture
def case(db):
    return Case.objects.create(reference="T-1", title="Test", law="dk-2011-draft")


@pytest.fixture
def say(case, now):
    def add(event, by="officer"):
        return log.append(case, event, by=by, roles=OFFICER, now=now)

    return add
