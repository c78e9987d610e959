"""Accounts: made, changed and ended by an administrator, who reads no case."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Summary
from vaern.web.holding import districts_of, end_account, give, role_of
from vaern.web.permissions import (
    ADMINISTRATOR,
    MINISTRY,
    PLAN_KEEPER,
    PLAN_REPORTER,
    POSTING,
    allowed,
    ministries_of,
)
from vaern.web.second_factor import has_one
from vaern.web.work import districts

ROLE_NAMES = {
    CASE_OFFICER: _("Case officer"),
    CONTROL_ROOM: _("Control room"),
    ADMINISTRATOR: _("Administrator: looks after accounts, reads no case"),
    PLAN_KEEPER: _("Action plans: keeps them, writes the note"),
    PLAN_REPORTER: _("Action plans: reports for its ministries"),
}


class AccountForm(forms.Form):
    """One role, and for a case officer the districts whose cases the officer reads."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()), widget=forms.RadioSelect)
    districts = forms.MultipleChoiceField(
        label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("A case officer reads the cases of these districts."),
    )  # fmt: skip
    ministries = forms.CharField(
        label=_("Ministries"), required=False, max_length=100,
        validators=[RegexValidator(r"\A[A-ZÆØÅ]{2,8}(, ?[A-ZÆØÅ]{2,8})*\Z", _("Letters alone: SUM, UIM."))],
        help_text=_("For whoever reports on action plans: their letters, as in the plan, such as SUM, UIM."),
    )  # fmt: skip
    email = forms.EmailField(label=_("Mail at work"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].choices = list(districts().items())

    def clean(self) -> dict[str, Any]:
        """Refuse a case officer without a district, who would read every case, and districts for nothing."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("role") == CASE_OFFICER and not said.get("districts"):
            self.add_error(
                "districts", gettext("A case officer without a district would read every case. Choose one.")
            )
        if said.get("role") == PLAN_REPORTER and not said.get("ministries"):
            self.add_error("ministries", gettext("For which ministries does this account report?"))
        if said.get("role") != PLAN_REPORTER and said.get("ministries"):
            self.add_error("ministries", gettext("This role reports for no ministry. Leave it empty."))
        if said.get("role") != CASE_OFFICER and said.get("districts"):
            self.add_error("districts", gettext("This role reads no cases. Choose no district."))
        return said


class NewAccountForm(AccountForm):
    """An account that is new has a name too."""

    name = forms.CharField(
        label=_("Name to sign in with"), max_length=80,
        validators=[
            RegexValidator(r"\A[\w.-]+\Z", _("Use letters, digits, dots and hyphens, without spaces."))
        ],
    )  # fmt: skip
    field_order = ("name", "role", "districts", "email")

    def clean_name(self) -> str:
        """Refuse a name that is taken, in whatever case it is written."""
        name: str = self.cleaned_data["name"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(gettext("This name is taken. Choose another."))
        return name


@require_GET
@allowed("look_after_accounts")
def accounts_page(request: HttpRequest) -> HttpResponse:
    """List the accounts, those that have ended last."""
    rows = []
    for user in (
        User.objects.filter(access=None).order_by("-is_active", "username").prefetch_related("groups")
    ):
        role, posted = role_of(user), districts_of(user)
        rows.append(
            {"user": user, "role": ROLE_NAMES.get(role, ""), "districts": posted,
             "reads_all": role == CASE_OFFICER and not posted}
        )  # fmt: skip
    return render(request, "accounts/index.html", {"section": "accounts", "rows": rows})


@require_http_methods(["GET", "POST"])
@allowed("look_after_accounts")
def new_page(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown once, on the answer to this request alone."""
    form = NewAccountForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _asked(request, form if request.method == "POST" else NewAccountForm(), None)
    said, password = form.cleaned_data, secrets.token_urlsafe(15)
    with transaction.atomic():
        user = User.objects.create_user(said["name"], email=said["email"], password=password)
        give(user, said["role"], _posted(said), by=request.user.get_username(), act="made")
    shown = {"section": "accounts", "account": user, "password": password}
    return render(request, "accounts/made.html", shown, status=201)


@require_http_methods(["GET", "POST"])
@allowed("look_after_accounts")
def account_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show an account and what was done to it; change its role, districts and mail."""
    user = get_object_or_404(User, pk=number, access=None)
    holds = {
        "role": role_of(user), "districts": districts_of(user), "email": user.email,
        "ministries": ", ".join(sorted(ministries_of(user))),
    }  # fmt: skip
    if request.method == "GET":
        return _asked(request, AccountForm(initial=holds), user)
    _not_oneself(request, user)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _asked(request, form, user)
    said = form.cleaned_data
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(email=said["email"])
        give(user, said["role"], _posted(said), by=request.user.get_username(), act="changed")
    return redirect("accounts")


@require_POST
@allowed("look_after_accounts")
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an account and its sessions at once; its page then lists the cases to hand over."""
    user = get_object_or_404(User, pk=number, is_active=True, access=None)
    _not_oneself(request, user)
    end_account(user, by=request.user.get_username())
    return redirect("account", user.pk)


def _asked(request: HttpRequest, form: AccountForm, user: User | None) -> HttpResponse:
    shown: dict[str, Any] = {"section": "accounts", "form": form, "account": user}
    if user is not None:
        left = Summary.objects.filter(officer=user.username).exclude(state="closed").select_related("case")
        shown["left"] = [] if user.is_active else list(left.order_by("case__reference"))
        shown["self"] = user.pk == request.user.pk
        shown["second_factor"] = has_one(user)
    return render(request, "accounts/account.html", shown, status=422 if form.errors else 200)


def _posted(said: dict[str, Any]) -> list[str]:
    """Return the groups that say where the account belongs."""
    ministries = [each.strip() for each in said["ministries"].split(",") if each.strip()]
    return [*(POSTING + code for code in said["districts"]), *(MINISTRY + letters for letters in ministries)]


def _not_oneself(request: HttpRequest, user: User) -> None:
    if user.pk == request.user.pk:
        raise PermissionDenied  # nobody gives oneself a role, and somebody must be left
