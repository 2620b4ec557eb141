import json

import pytest

from lantu.config.commands import main
from lantu.foundations.lawbook.models import LocalEdition
from lantu.law.edition import shipped
from tests.foundations.lawbook.conftest import NOTICE

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "notice.yaml"
    path.write_text(NOTICE, "utf-8")
    return str(path)


def propose(file, account):
    words = ["--note", "来年放假安排", "--citation", "试验", "--account", str(account.account_id)]
    return main(["lawbook", "propose", file, *words])


def test_a_notice_is_proposed_published_and_listed(capsys, file, keepers):
    first, second = keepers
    assert propose(file, first) == 0
    key = str(LocalEdition.objects.get().id)
    assert main(["lawbook", "publish", key, "--account", str(first.account_id)]) == 2
    assert "提出人不能发布自己提出的版本" in capsys.readouterr().err
    assert main(["lawbook", "publish", key, "--account", str(second.account_id)]) == 0
    assert "已发布" in capsys.readouterr().out
    assert main(["lawbook", "list"]) == 0
    assert f"{key}  已发布  来年放假安排（试验）" in capsys.readouterr().out
    assert main(["lawbook", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["current"] != shipped().digest
    assert main(["lawbook", "retire", key, "--account", str(second.account_id)]) == 2


def test_a_draft_is_withdrawn(capsys, file, keepers):
    propose(file, keepers[0])
    key = str(LocalEdition.objects.get().id)
    assert main(["lawbook", "withdraw", key]) == 0
    assert "已撤回" in capsys.readouterr().out


def test_what_cannot_be_read_or_taken_is_refused_with_a_sentence(capsys, tmp_path, keepers):
    assert propose(str(tmp_path / "nowhere"), keepers[0]) == 2
    bad = tmp_path / "bad.yaml"
    bad.write_text("holidays: [1]", "utf-8")
    assert propose(str(bad), keepers[0]) == 2
    assert "没有名为“holidays”的表" in capsys.readouterr().err
