"""Profiles of login, password and session: what a deployment demands, by name.

The numbers of `dengbao3` follow what assessors of GB/T 22239-2019 level three usually expect, those
of `asvs` OWASP ASVS 5.0; neither is law. `demo` is for trying things out on one machine.
"""

from dataclasses import dataclass, replace
from typing import Any

VALIDATORS = "django.contrib.auth.password_validation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is demanded; of administrators sometimes more.

    `idle_s` and `whole_s` end a session; `logins` is how many one person may have at once, the
    newest wins; `proof_s` is how old a proof of the person may be for what binds the unit, or None
    where none is asked; `second_factor` is demanded of signers and administrators;
    `former_passwords` are refused again, and with `no_name_in_password` whatever holds three signs
    in a row of the login name. An account that nobody used for `idle_days` opens no door.
    """

    idle_s: int
    administrator_idle_s: int
    whole_s: int
    logins: int | None
    administrator_logins: int | None
    proof_s: int | None
    second_factor: bool
    shortest_password: int
    password_classes: int
    password_days: int | None
    administrator_password_days: int | None
    former_passwords: int
    no_name_in_password: bool
    idle_days: int | None


MINUTE, HOUR = 60, 3600
_PUBLIC = Profile(
    idle_s=30 * MINUTE,
    administrator_idle_s=15 * MINUTE,
    whole_s=8 * HOUR,
    logins=3,
    administrator_logins=1,
    proof_s=5 * MINUTE,
    second_factor=True,
    shortest_password=12,
    password_classes=3,
    password_days=180,
    administrator_password_days=90,
    former_passwords=5,
    no_name_in_password=True,
    idle_days=90,
)
PROFILES = {
    "dengbao3": _PUBLIC,
    # No classes and no rotation: length instead.
    "asvs": replace(
        _PUBLIC,
        shortest_password=15,
        password_classes=0,
        password_days=None,
        administrator_password_days=None,
        former_passwords=0,
        no_name_in_password=False,
    ),
    "demo": replace(
        _PUBLIC,
        idle_s=8 * HOUR,
        administrator_idle_s=8 * HOUR,
        whole_s=24 * HOUR,
        logins=None,
        administrator_logins=None,
        proof_s=None,
        second_factor=False,
        password_classes=0,
        password_days=None,
        administrator_password_days=None,
        former_passwords=0,
        no_name_in_password=False,
        idle_days=None,
    ),
}


def validators(profile: Profile) -> list[dict[str, Any]]:
    """Return the checks that a new password has to pass."""
    found: list[dict[str, Any]] = [
        {
            "NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ("login_name", "display_name")},
        },
        {
            "NAME": f"{VALIDATORS}.MinimumLengthValidator",
            "OPTIONS": {"min_length": profile.shortest_password},
        },
        {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    ]
    own = "lantu.web.account.passwords"
    if profile.password_classes:
        kinds = {"classes": profile.password_classes}
        found.append({"NAME": f"{own}.ClassesValidator", "OPTIONS": kinds})
    if profile.no_name_in_password:
        found.append({"NAME": f"{own}.NameValidator"})
    if profile.former_passwords:
        former = {"last": profile.former_passwords}
        found.append({"NAME": f"{own}.FormerPasswordsValidator", "OPTIONS": former})
    return found
