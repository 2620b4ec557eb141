"""A real identity provider in a process of its own, made of the library's own provider side."""

import json
import os
import sys
from pathlib import Path

SETTINGS = {
    "SECRET_KEY": "a key of the tests alone, for a provider that lives for a minute",
    "DEBUG": True,
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "ROOT_URLCONF": "tests.web.account.provider_urls",
    "USE_TZ": True,
    "INSTALLED_APPS": [
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "allauth", "allauth.account", "allauth.idp.oidc",
    ],
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    "TEMPLATES": [{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]},
    }],
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "LOGIN_URL": "/login/",
    "SESSION_COOKIE_NAME": "provider",
    "CSRF_COOKIE_NAME": "provider-csrf",
}  # fmt: skip


def configure(database: str, key: str) -> None:
    """Configure the provider: its database and the key that it signs with."""
    from django.conf import settings

    settings.configure(
        **SETTINGS,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        IDP_OIDC_PRIVATE_KEY=key,
    )
    import django

    django.setup()


def main(folder: Path, port: int, callback: str, login_name: str) -> None:
    """Make the tables, the person and the client, then serve."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    key = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    configure(str(folder / "provider.sqlite3"), key)
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.create_user(login_name, password="政务口令-2019")
    client = Client(id="lantu", name="蓝图", type=Client.Type.CONFIDENTIAL, skip_consent=True)
    client.set_secret("secret of the tests")
    client.set_redirect_uris([callback])
    client.set_scopes(["openid", "profile", "email"])
    client.set_response_types(["code"])
    client.set_grant_types(["authorization_code"])
    client.save()
    (folder / "ready").write_text(json.dumps({"port": port}))
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, verbosity=0)


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])
