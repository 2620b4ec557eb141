"""Profiles of login, password and session: what a deployment demands, by name.

The numbers of `dengbao3` follow what assessors of GB/T 22239-2019 level three usually expect, those
of `asvs` OWASP ASVS 5.0; neither is law. `demo` is for trying things out on one machine.
"""

from dataclasses import dataclass
from typing import Any

VALIDATORS = "django.contrib.auth.password_validation"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is demanded.

    `idle_s` and `whole_s` end a session; `proof_s` is how old a proof of the person may be for
    what binds the unit, or None where none is asked; `second_factor` is demanded of signers.
    """

    idle_s: int
    administrator_idle_s: int
    whole_s: int
    proof_s: int | None
    shortest_password: int
    password_classes: int
    password_days: int | None
    second_factor: bool


MINUTE, HOUR = 60, 3600
PROFILES = {
    "demo": Profile(8 * HOUR, 8 * HOUR, 24 * HOUR, None, 12, 0, None, False),
    "dengbao3": Profile(30 * MINUTE, 15 * MINUTE, 8 * HOUR, 5 * MINUTE, 12, 3, 90, True),
    "asvs": Profile(30 * MINUTE, 15 * MINUTE, 8 * HOUR, 5 * MINUTE, 15, 0, None, True),
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
    if profile.password_classes:
        kinds = {"classes": profile.password_classes}
        found.append({"NAME": "lantu.web.account.passwords.ClassesValidator", "OPTIONS": kinds})
    return found
