"""Settings: everything that differs between places comes from the environment, with an embedded default."""

from __future__ import annotations

import os
import secrets
import warnings
from datetime import timedelta
from pathlib import Path

import dj_database_url

from vaern.errors import InputError

HOME = Path(os.environ.get("VAERN_HOME", "var")).resolve()
HERE = Path(__file__).parent


def _secret(name: str) -> str:
    """Return the secret kept in the data folder, made at first use, readable by its owner alone."""
    if name in os.environ:
        return os.environ[name]
    path = HOME / f"{name.lower()}.key"
    try:
        HOME.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text()
    except OSError as error:
        raise InputError(
            f"the data folder cannot be used: {error.strerror}",
            "VAERN_HOME",
            "a folder with room that you may write to",
        ) from None


SECRET_KEY = _secret("DJANGO_SECRET")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("VAERN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DEMONSTRATION = os.environ.get("VAERN_DEMONSTRATION", "1") == "1"
JURISDICTION = os.environ.get("VAERN_JURISDICTION", "Denmark")
LIVE_SERVICE_URL = os.environ.get("VAERN_SERVICE_URL", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "ninja",
    "vaern.accounts",
    "vaern.cases",
    "vaern.screening",
    "vaern.dispatch",
    "vaern.editions",
    "vaern.letters",
    "vaern.persons",
    "vaern.notify",
    "vaern.districts",
    "vaern.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vaern.web.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "vaern.web.middleware.IdleLock",
    "vaern.web.middleware.SignInRequired",
    "vaern.web.second_factor.SecondFactor",
    "vaern.web.middleware.LiveServiceGone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "vaern.web.urls"
ASGI_APPLICATION = "vaern.web.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vaern.web.permissions.in_templates",
                "vaern.web.views.about.version",
            ]
        },
    }
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{HOME / 'vaern.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # says no before a password is looked at
    "django.contrib.auth.backends.ModelBackend",
]
OTP_TOTP_ISSUER = "Værn"
SECOND_FACTOR = frozenset(filter(None, os.environ.get("VAERN_SECOND_FACTOR", "").split(",")))
"""Roles that must have a second factor; anybody may."""
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody locks a colleague out from elsewhere
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # the sign-in page says itself that it is locked
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
IDLE_MINUTES = int(os.environ.get("VAERN_IDLE_MINUTES", "30"))
SESSION_COOKIE_NAME = "vaern_session"
CSRF_COOKIE_NAME = "vaern_csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("VAERN_TLS", "0") == "1"
MOST_BYTES_OF_A_REQUEST = 128 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = HOME  # a photograph on its way in lies nowhere else
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("nb", "Norsk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

STATIC_URL = "static/"
# WhiteNoise gives files as ordinary iterators, which Django's ASGI handler warns about for each of them.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

EMAIL_HOST = os.environ.get("VAERN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("VAERN_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("VAERN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VAERN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("VAERN_SMTP_TLS", "0") == "1"
EMAIL_TIMEOUT = 20
if DEMONSTRATION and not EMAIL_HOST:  # nobody is written to: the mails lie in a folder, to be looked at
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", str(HOME / "mail")
EXIT_TO = os.environ.get("VAERN_EXIT_TO", "https://www.yr.no/")
CAP_SENDER = os.environ.get("VAERN_CAP_SENDER", "vaern.localhost")
DEFAULT_FROM_EMAIL = os.environ.get("VAERN_MAIL_FROM", "vaern@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"event": {"()": "vaern.web.logs.EventFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a refused page is no trouble of the program's
}
