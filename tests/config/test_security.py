import os
import subprocess
import sys

import pytest

from lantu.config.security import PROFILES
from tests.web.site import ROOT

WHICH = """
from lantu.config import settings
print(settings.SECURITY == settings.PROFILES["dengbao3"], settings.SESSION_COOKIE_NAME)
"""


def run_publicly(folder, *words, **more):
    """Run Python as a deployment that names its host does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LANTU_")}
    known = {"LANTU_VAR": str(folder), "LANTU_HOST": "lantu.example", "PYTHONPATH": str(ROOT)}
    environment = {**kept, **known, **more}
    return subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True)  # noqa: E501 # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
def test_djangos_own_check_of_a_public_deployment_finds_nothing(profile, tmp_path):
    command = ("-m", "lantu.config.manage", "check", "--deploy", "--fail-level", "INFO")
    run = run_publicly(tmp_path, *command, LANTU_SECURITY=profile)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_profile_of_a_public_deployment_is_the_strict_one(tmp_path):
    assert run_publicly(tmp_path, "-c", WHICH).stdout.split() == ["True", "__Host-session"]
