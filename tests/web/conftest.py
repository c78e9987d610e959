import pytest
from django.contrib.auth.models import Group, User

from vaern.web import clock, demonstration
from vaern.web.permissions import STAFF

NAMES = dict(zip(("officer", "operator", "administrator"), STAFF[:3], strict=True))


@pytest.fixture
def odense(db, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return demonstration.odense_1(now)


@pytest.fixture
def as_role(db, client):
    """Sign the client in with one role, or with none."""

    def signed_in(role):
        user = User.objects.create_user(username=f"user-{role}", password="not used here")
        if role:
            user.groups.add(Group.objects.get_or_create(name=role)[0])
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return signed_in
