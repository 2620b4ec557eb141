"""Django's settings. Everything that differs between deployments comes from `LANTU_` variables."""

import os
import secrets
from pathlib import Path

from lantu.config.databases import database, put_safe_sqlite_in_place

put_safe_sqlite_in_place()

VARIABLE_DIRECTORY = Path(os.environ.get("LANTU_VAR", "var")).resolve()


def _secret_key() -> str:
    """Read the key made at the first start; it is never shared between deployments."""
    path = VARIABLE_DIRECTORY / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

DATABASES = {
    "default": database(
        os.environ.get("LANTU_DATABASE", f"sqlite:///{VARIABLE_DIRECTORY / 'lantu.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "lantu.foundations.journal",
    "lantu.foundations.acts",
    "django_tasks",
    "django_tasks_db",
    "lantu.foundations.jobs",
    "lantu.foundations.lawbook",
    "lantu.foundations.blobs",
    "lantu.foundations.people",
    "lantu.foundations.projects",
    "lantu.foundations.documents",
    "lantu.foundations.deliveries",
    "lantu.foundations.duties",
    "lantu.systems.blueprint",
    "lantu.systems.coordination",
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
AUTH_USER_MODEL = "people.Account"
SMTP_HOST = os.environ.get("LANTU_SMTP_HOST", "127.0.0.1")
SMTP_PORT = int(os.environ.get("LANTU_SMTP_PORT", "2525"))
SMTP_SENDER = os.environ.get("LANTU_SMTP_SENDER", "lantu@localhost")
ROOT_URLCONF = "lantu.config.urls"

LANGUAGE_CODE = "zh-hans"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
