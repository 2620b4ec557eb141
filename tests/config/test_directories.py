from pathlib import Path

from lantu.config.directories import variable_directory


def test_what_is_made_lies_where_it_is_told_to(monkeypatch):
    monkeypatch.setenv("LANTU_VAR", "/srv/lantu")
    assert variable_directory() == Path("/srv/lantu")
    monkeypatch.delenv("LANTU_VAR")
    assert variable_directory() == Path("var")
