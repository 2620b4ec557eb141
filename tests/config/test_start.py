import os
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection

from lantu.config.directories import PROJECT
from lantu.config.start import start


@pytest.mark.django_db
def test_a_database_with_tables_is_ready():
    start()


def test_a_database_that_cannot_be_reached_is_named(monkeypatch, capsys):
    def unreachable():
        raise DatabaseError("连接被拒绝")

    monkeypatch.setattr(connection.introspection, "table_names", unreachable)
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 2
    assert "连不上数据库：连接被拒绝" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["LANTU_GATEWAYS", "LANTU_ADMINISTRATOR_NETWORKS"])
def test_a_setting_that_cannot_be_read_is_named_in_one_sentence(tmp_path, name):
    environment = os.environ | {name: "10.1", "LANTU_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "lantu", "jobs", "list"]
    ended = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{name} 里的 10.1 不是网段")
    assert ended.stderr.count("\n") == 1
