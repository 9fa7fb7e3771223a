"""Django's settings. What differs from place to place comes from the environment (see docs/settings.md)."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from duebook.connectors.channel.smtp import SmtpChannel
from duebook.connectors.mailbox.imap import ImapMailbox
from duebook.project import database, state

HERE = Path(__file__).resolve().parents[1]


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _one_of(name: str, *choices: str) -> Any:
    chosen = os.environ.get(name) or choices[0]
    if chosen not in choices:
        raise ValueError(f"{name} is {chosen!r}; choose one of {', '.join(choices)}")
    return chosen


def _words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


BOOKS = [  # in the order in which they build on each other
    "companies",
    "audit",
    "imports",
    "customers",
    "ledger",
    "invoicing",
    "banking",
    "remittances",
    "deductions",
    "matching",
    "messaging",
    "dunning",
    "work",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    *[f"duebook.books.{word}" for word in BOOKS if find_spec(f"duebook.books.{word}")],
    "duebook.desk",
    "duebook.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "duebook.desk.language.DeskLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "duebook.project.urls"
WSGI_APPLICATION = "duebook.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Data
DATABASES = {"default": database.parameters()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who may come in
DEBUG = _flag("DEBUG")
LOCAL = not os.environ.get("ALLOWED_HOSTS")  # served to this machine alone, without TLS
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS", "")
SECRET_KEY = state.secret_key()
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}"}
    for rule in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or LOCAL)
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not (DEBUG or LOCAL)
SECURE_HSTS_SECONDS = 0 if DEBUG or LOCAL else 365 * 24 * 60 * 60
if _flag("BEHIND_PROXY"):  # only then may a header say that the visitor came over TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words, days, numbers
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("pl", _("Polish")),
    ("ro", _("Romanian")),
    ("nl", _("Dutch")),
    ("es", _("Spanish")),
    ("fy", _("Frisian")),
]
LOCALE_PATHS = [HERE / "locale"]

# Files that browsers fetch
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # no collectstatic needed: the files are served from the package
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 60 * 60  # their addresses change with their content
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "duebook.project.static_files.AddressedByContent"},
}

# Mail: letters wait in the outbox until SMTP_HOST names a server
MAIL_CHANNEL = (
    SmtpChannel(
        host=os.environ["SMTP_HOST"],
        port=int(os.environ.get("SMTP_PORT", "25")),
        user=os.environ.get("SMTP_USER", ""),
        password=os.environ.get("SMTP_PASSWORD", ""),
        tls=_one_of("SMTP_SECURITY", "none", "starttls", "tls"),
    )
    if os.environ.get("SMTP_HOST")
    else None
)
MAILBOX = (
    ImapMailbox(
        host=os.environ["IMAP_HOST"],
        port=int(os.environ.get("IMAP_PORT", "993")),
        user=os.environ.get("IMAP_USER", ""),
        password=os.environ.get("IMAP_PASSWORD", ""),
        folder=os.environ.get("IMAP_FOLDER") or "INBOX",
        move_to=os.environ.get("IMAP_MOVE_TO", ""),
        tls=_one_of("IMAP_SECURITY", "tls", "starttls", "none"),
    )
    if os.environ.get("IMAP_HOST")
    else None
)
MAILBOX_OF = os.environ.get("IMAP_COMPANY", "")  # the code of the company whose mailbox it is
POSTBOX = state.folder() / "mail"  # of the local mail server (`duebook mailbox`)

# Background work
INBOX = os.environ.get("INBOX", "")  # holds a folder per company code, taken in every morning by a worker

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING").upper()},
    "loggers": {
        "duebook": {"level": os.environ.get("LOG_LEVEL", "INFO").upper()},
        "django.db.backends": {"level": "WARNING"},  # statements carry customers' data
        "procrastinate": {"level": "WARNING"},  # its lines carry the arguments of jobs
    },
}
