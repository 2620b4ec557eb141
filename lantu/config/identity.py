"""The city's mobile office identity, as an OpenID Connect provider named by the environment."""

import os
from typing import Any
from urllib.parse import urlsplit


def city_identity() -> list[dict[str, Any]]:
    """Return the provider: `LANTU_OIDC_SERVER`, `_CLIENT`, `_SECRET` and `_NAME`; else none."""
    server = os.environ.get("LANTU_OIDC_SERVER")
    if not server:
        return []
    return [
        {
            "provider_id": "city",
            "name": os.environ.get("LANTU_OIDC_NAME", "政务移动办公"),
            "client_id": os.environ["LANTU_OIDC_CLIENT"],
            "secret": os.environ["LANTU_OIDC_SECRET"],
            "settings": {"server_url": server, "fetch_userinfo": True},
        }
    ]


def identity_origins() -> list[str]:
    """Return the origins that a login may lead to."""
    found = []
    for provider in city_identity():
        parts = urlsplit(provider["settings"]["server_url"])
        found.append(f"{parts.scheme}://{parts.netloc}")
    return found
