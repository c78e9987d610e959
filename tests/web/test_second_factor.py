"""Who has a second factor comes past nothing without it; who must have one sets it up first."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from vaern.accounts.models import AccountAct
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.web.permissions import ADMINISTRATOR

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE, CODE = reverse("second-factor"), reverse("second-factor-code")


def number(device, drift=0):
    return f"{totp(device.bin_key, drift=drift):06d}"


def set_up(client):
    client.get(PAGE)
    device = TOTPDevice.objects.get()
    answer = client.post(PAGE, {"code": number(device)})
    assert answer.status_code == 200
    TOTPDevice.objects.update(last_t=-1)  # as half a minute later
    return device, answer.context["codes"]


def sign_in_again(client):
    """By the password alone: what the session knew is gone."""
    client.logout()
    client.force_login(User.objects.get(username=f"user-{CASE_OFFICER}"))


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


@pytest.fixture
def later(officer):
    """The officer signed in again, by the password alone."""
    device, codes = set_up(officer)
    sign_in_again(officer)
    return officer, device, codes


@pytest.mark.parametrize("address", ["/desk", "/desk/ODN-1/log", "/search", "/law/packs", "/about"])
def test_by_the_password_alone_no_page_opens(later, address):
    assert later[0].get(address).url == CODE


def test_by_the_password_alone_the_api_says_what_is_missing(later):
    answer = later[0].get("/api/cases/ODN-1/log")
    assert (answer.status_code, answer.json()["error"]) == (401, "the second factor is missing")


def test_by_the_password_alone_nobody_sets_up_another_or_takes_it_away(later):
    client, _device, _codes = later
    assert client.get(PAGE).url == CODE
    assert client.post(PAGE, {"code": "000000", "what": "remove"}).url == CODE
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM, None])
def test_only_an_administrator_takes_it_away_for_another(as_role, later, role):
    owner = User.objects.get(username=f"user-{CASE_OFFICER}")
    User.objects.filter(username=f"user-{role}").exclude(pk=owner.pk).delete()
    if role != CASE_OFFICER:
        assert as_role(role).post(reverse("account-second-factor", args=[owner.pk])).status_code == 403
    assert TOTPDevice.objects.filter(user=owner).exists()


def test_with_the_number_everything_opens(later):
    client, device, _codes = later
    assert client.post(CODE, {"code": number(device)}).status_code == 302
    assert client.get("/desk").status_code == 200


def test_a_number_opens_once(later):
    client, device, _codes = later
    said = {"code": number(device)}
    client.post(CODE, said)
    sign_in_again(client)
    assert client.post(CODE, said).status_code == 422


def test_a_wrong_number_opens_nothing_and_the_right_one_then_waits(later):
    client, device, _codes = later
    wrong = "000000" if number(device) != "000000" else "111111"
    assert client.post(CODE, {"code": wrong}).status_code == 422
    assert client.post(CODE, {"code": number(device)}).status_code == 422
    assert client.get("/desk").url == CODE


def test_a_recovery_code_opens_once(later):
    client, _device, codes = later
    assert client.post(CODE, {"code": codes[0]}).status_code == 302
    assert StaticToken.objects.count() == len(codes) - 1


@pytest.mark.parametrize("role", [CASE_OFFICER, ADMINISTRATOR])
def test_a_role_that_must_have_one_sets_it_up_before_anything_else(as_role, odense, settings, role):
    settings.SECOND_FACTOR = frozenset({role})
    client = as_role(role)
    assert client.get("/").url == PAGE
    set_up(client)
    assert client.get("/law/packs").status_code == 200


def test_where_none_is_asked_for_nothing_changes(officer):
    assert officer.get("/desk").status_code == 200


def test_the_code_to_scan_is_drawn_here(officer):
    page = officer.get(PAGE).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert "otpauth://" not in page  # only within the picture


def test_it_is_taken_away_with_a_number_alone(officer):
    device, _codes = set_up(officer)
    assert officer.post(PAGE, {"code": "12", "what": "remove"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, last_t=-1)
    assert officer.post(PAGE, {"code": number(device), "what": "remove"}).status_code == 302
    assert not TOTPDevice.objects.exists()


def test_an_administrator_takes_it_away_and_that_stands_on_record(as_role, later):
    owner = User.objects.get(username=f"user-{CASE_OFFICER}")
    client = as_role(ADMINISTRATOR)
    assert client.post(reverse("account-second-factor", args=[owner.pk])).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert "second factor taken away" in AccountAct.objects.get().held
