import sqlite3

import pytest

from lantu.config.databases import database


def test_an_address_of_sqlite_names_a_file():
    settings = database("sqlite:////srv/lantu/var/lantu.sqlite3")
    assert settings["NAME"] == "/srv/lantu/var/lantu.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_names_server_and_database():
    settings = database("postgresql://clerk:p%40ss@db.example:5433/lantu")
    named = [settings[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert named == ["clerk", "p@ss", "db.example", "5433", "lantu"]


def test_another_address_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="应以 sqlite:/// 或 postgresql:// 开头"):
        database("mysql://x")


def test_sqlite_is_free_of_the_fault_that_loses_writes():
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
