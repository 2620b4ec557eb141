import pytest

from lantu.config.commands import main, package
from lantu.foundations.projects.models import Project
from lantu.systems.coordination.packages.intake import COLUMNS
from lantu.systems.coordination.packages.sheets import read_rows
from tests.systems.coordination.packages.conftest import CITY, row
from tests.systems.coordination.packages.conftest import package as written
from tests.town import SENDER
from tests.town.fixtures import blob_folder, mail_folder, mail_server, town

__all__ = ("blob_folder", "mail_folder", "mail_server", "town", "written")
CLERK = f"{SENDER}.clerk"


@pytest.fixture
def city(town, blob_folder, monkeypatch):
    """The city of the tests in the stead of a store on disk."""
    monkeypatch.setattr(package, "_city", lambda _: CITY)
    town.account(SENDER, "clerk")
    return town


def test_an_empty_table_has_every_column(town, tmp_path, capsys):
    import python_calamine

    file = tmp_path / "空表.xlsx"
    assert main(["package", "template", str(file)]) == 0
    assert read_rows(file) == []
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    assert book.get_sheet_by_index(0).to_python()[0] == list(COLUMNS)


def test_a_package_is_rehearsed_and_then_taken_in(city, written, capsys):
    file = str(written(row(1), row(2)))
    assert main(["package", "import", file, "--account", CLERK, "--dry-run"]) == 0
    assert "查错通过：2 行可以导入，尚未导入。" in capsys.readouterr().out
    assert not Project.objects.exists()
    assert main(["package", "import", file, "--account", CLERK]) == 0
    assert "已导入 2 个项目：储2019-00001、储2019-00002" in capsys.readouterr().out
    assert main(["package", "import", file, "--account", CLERK]) == 2
    assert "共 2 处问题，一行都没有导入：" in capsys.readouterr().err


def test_results_are_handed_out_to_a_unit_that_there_is(city, tmp_path, capsys):
    days = ["--from", "2019-09-02", "--until", "2019-09-02"]
    assert main(["package", "export", str(tmp_path), "--unit", "市发展改革委", *days]) == 0
    assert "导出 0 份综合意见" in capsys.readouterr().out
    assert main(["package", "export", str(tmp_path), "--unit", "没有的局", *days]) == 2
    assert "没有名为“没有的局”的单位" in capsys.readouterr().err


def test_an_account_or_a_city_that_is_missing_is_named(town, written, tmp_path, capsys):
    file = str(written(row(1)))
    assert main(["package", "import", file, "--account", "nobody"]) == 2
    assert "没有在用账号“nobody”" in capsys.readouterr().err
    town.account(SENDER, "clerk")
    words = ["--account", CLERK, "--city", str(tmp_path)]
    assert main(["package", "import", file, *words]) == 2
    assert "没有城市目录" in capsys.readouterr().err
