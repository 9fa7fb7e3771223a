"""The settings that keep others out, on a laptop and in production."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

LOOK = """
import json
from duebook.project import settings
names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS ALLOWED_HOSTS"
print(json.dumps({name: getattr(settings, name) for name in names.split()}))
"""
YEAR = 365 * 24 * 60 * 60  # seconds

# fmt: off
PLACES = [
    ({}, {"SESSION_COOKIE_SECURE": False, "CSRF_COOKIE_SECURE": False, "SECURE_SSL_REDIRECT": False,
          "SECURE_HSTS_SECONDS": 0, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}),
    ({"ALLOWED_HOSTS": "books.example.com, books.example.org"},
         {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
          "SECURE_HSTS_SECONDS": YEAR, "ALLOWED_HOSTS": ["books.example.com", "books.example.org"]}),
]
# fmt: on


@pytest.mark.parametrize(("environment", "expected"), PLACES, ids=["laptop", "production"])
def test_cookies_and_tls(environment, expected):
    command = [sys.executable, "-c", LOOK]
    seen = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)
    assert json.loads(seen.stdout) == expected


def test_passwords_are_kept_with_argon2_and_must_be_good():
    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert len(settings.AUTH_PASSWORD_VALIDATORS) == 4


def test_pages_run_nothing_that_is_not_ours():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]


def test_reading_the_settings_starts_no_database(short_folder):
    """Type checkers and `--help` read them too."""
    environment = {**os.environ, "DUEBOOK_STATE": str(short_folder / "state")}
    subprocess.run([sys.executable, "-c", "import duebook.project.settings"], env=environment, check=True)
    assert not (short_folder / "state" / "postgresql").exists()
