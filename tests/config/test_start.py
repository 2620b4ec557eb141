import pytest
from django.db import DatabaseError, connection

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
