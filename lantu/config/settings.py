"""Django's settings. Everything that differs between deployments comes from `LANTU_` variables."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from lantu.config.databases import database, put_safe_sqlite_in_place
from lantu.config.directories import PROJECT, assets_directory, static_directory
from lantu.config.identity import city_identity, identity_origins
from lantu.config.security import PROFILES, validators
from lantu.web.shell.networks import networks

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
# Whoever serves it beyond this machine names the host and serves it over TLS.
IS_PUBLIC = bool(os.environ.get("LANTU_HOST"))
ALLOWED_HOSTS = ["127.0.0.1", "localhost", *os.environ.get("LANTU_HOST", "").split()]

# Printed on papers: where their codes are verified.
PUBLIC_ADDRESS = (
    f"https://{os.environ['LANTU_HOST'].split()[0]}" if IS_PUBLIC else "http://127.0.0.1:8000"
)

DATABASES = {
    "default": database(
        os.environ.get("LANTU_DATABASE", f"sqlite:///{VARIABLE_DIRECTORY / 'lantu.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
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
    "lantu.web.shell",
    "lantu.web.account",
]

MIDDLEWARE = [
    "lantu.web.shell.asking.EntryMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantu.web.account.sessions.SessionMiddleware",
    "lantu.web.account.restrictions.RestrictionMiddleware",
    "lantu.web.account.demands.DemandMiddleware",
    "lantu.web.shell.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

WEB = PROJECT / "lantu" / "web"
SYSTEMS = PROJECT / "lantu" / "systems"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*sorted(WEB.glob("*/templates")), *sorted(SYSTEMS.glob("*/papers"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantu.web.shell.context.shell",
            ],
            "builtins": ["lantu.web.shell.templatetags.shown", "lantu.web.coordination.components"],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = static_directory()
STATICFILES_DIRS = [path for path in (assets_directory(), *sorted(WEB.glob("*/static"))) if path.is_dir()]  # noqa: E501 # fmt: skip
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lantu.web.account.doors.Door"
ACCOUNT_FORMS = {"login": "lantu.web.account.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
MFA_ADAPTER = "lantu.web.account.doors.SecondDoor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "蓝图"
SOCIALACCOUNT_ADAPTER = "lantu.web.account.doors.CityDoor"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": city_identity()}}
SECURITY = PROFILES[os.environ.get("LANTU_SECURITY", "dengbao3" if IS_PUBLIC else "demo")]
AUTH_PASSWORD_VALIDATORS = validators(SECURITY)
# Five failures in fifteen minutes lock an account for one source; elsewhere it stays open.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_TEMPLATE = "shell/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "lantu.web.shell.asking.source_of"

# Whose word on where a request came from is taken, and from where alone administrators come.
GATEWAYS = networks("LANTU_GATEWAYS")
ADMINISTRATOR_NETWORKS = networks("LANTU_ADMINISTRATOR_NETWORKS")

# How many times a minute one person, or one address without a login, may ask.
THROTTLES = {"verification": 20, "login": 20}

SESSION_COOKIE_AGE = SECURITY.whole_s
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lantu.web.shell.refusals.forged"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PUBLIC:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # A login by the city's identity is a form that leads there.
        "form-action": [SELF, *identity_origins()],
        "frame-ancestors": [NONE],
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# The layer store of the city that the platform serves, and how many red lines an account may have
# checked at once: whoever could ask without end could draw a layer that it may not see.
CITY_DIRECTORY = Path(os.environ.get("LANTU_CITY", VARIABLE_DIRECTORY / "city" / "small")).resolve()
CHECKS_AN_HOUR = {"project_unit": 24}
CHECKS_AN_HOUR_OTHERWISE = 300
CHECK_SMALLEST_M2 = {"project_unit": 667.0}  # a mu
AUTH_USER_MODEL = "people.Account"
SMTP_HOST = os.environ.get("LANTU_SMTP_HOST", "127.0.0.1")
SMTP_PORT = int(os.environ.get("LANTU_SMTP_PORT", "2525"))
SMTP_SENDER = os.environ.get("LANTU_SMTP_SENDER", "lantu@localhost")
ROOT_URLCONF = "lantu.config.urls"

LANGUAGE_CODE = "zh-hans"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
