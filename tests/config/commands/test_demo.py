import json

import pytest

from lantu.config.commands import main
from lantu.demo import publication

MADE = publication.Made("small", 1, publication.GENERATOR, 44, 70_000, 1_400_000, 27, 501, 1)


@pytest.fixture
def pretended(monkeypatch):
    """A build that takes no time: it writes the record alone."""
    builds = []

    def build(root, edition, seed, tell):
        builds.append((edition, seed))
        tell("发布")
        return MADE

    monkeypatch.setattr(publication, "build", build)
    return builds


def test_a_city_is_built_and_told_as_data(tmp_path, capsys, pretended):
    assert main(["demo", "city", "--directory", str(tmp_path / "city"), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["layers"] == 44
    assert facts["built"] is True
    assert pretended == [("small", 1)]


def test_a_city_that_is_there_is_not_built_again_unless_forced(
    tmp_path, capsys, pretended, monkeypatch
):
    monkeypatch.setattr(publication, "existing", lambda *_: MADE)
    assert main(["demo", "city", "--directory", str(tmp_path)]) == 0
    assert "未重新生成" in capsys.readouterr().out
    assert pretended == []
    assert main(["demo", "city", "--directory", str(tmp_path), "--force"]) == 0
    assert "已生成演示城市" in capsys.readouterr().out
    assert len(pretended) == 1


def test_a_folder_with_other_things_in_it_is_refused(tmp_path, capsys, pretended):
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["demo", "city", "--directory", str(tmp_path)]) == 2
    assert "不是演示城市" in capsys.readouterr().err
    assert pretended == []


@pytest.mark.slow
def test_samples_are_written_where_they_are_asked_for(tmp_path, capsys):
    assert main(["demo", "redlines", "--directory", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == 36
    assert (tmp_path / "expected.yaml").exists()
