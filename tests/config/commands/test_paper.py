import pytest

from lantu.config.commands import main
from lantu.foundations.documents.printing import digest_of
from tests.systems.coordination.conftest import story
from tests.systems.coordination.test_papers import words_of
from tests.town.fixtures import mail_folder, mail_server, town

__all__ = ("mail_folder", "mail_server", "story", "town")


@pytest.fixture
def document(story):
    """An overall opinion, issued."""
    story.dispatch()
    story.answer_all()
    return story.issue().document


def test_a_paper_is_written_by_its_number_or_its_code(document, tmp_path, capsys):
    code = document.verification_code.lower()
    for at, name in enumerate((document.number, f"{code[:10]}-{code[10:]}")):
        file = tmp_path / f"{at}.pdf"
        assert main(["paper", name, "--out", str(file)]) == 0
        assert digest_of(file.read_bytes()) == document.digest
        assert f"已写出 {file}" in capsys.readouterr().out


def test_a_matrix_is_written_under_the_number_to_print_and_to_edit(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["paper", document.number, "--matrix"]) == 0
    assert main(["paper", document.number, "--matrix", "--docx"]) == 0
    name = f"{document.number}意见汇总表"
    assert "意见汇总表" in words_of((tmp_path / f"{name}.pdf").read_bytes())
    assert (tmp_path / f"{name}.docx").read_bytes()[:2] == b"PK"


def test_a_file_that_is_there_is_kept_unless_it_is_forced(document, tmp_path, capsys):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    assert main(["paper", document.number, "--out", str(file)]) == 2
    assert "已在，未作改动" in capsys.readouterr().err
    assert file.read_bytes() == b"old"
    assert main(["paper", document.number, "--out", str(file), "--force"]) == 0
    assert file.read_bytes()[:5] == b"%PDF-"


def test_what_cannot_be_written_is_said_with_what_to_do(document, tmp_path, capsys):
    assert main(["paper", "某字〔2019〕1号"]) == 2
    assert "没有文号或核验码为“某字〔2019〕1号”的文书" in capsys.readouterr().err
    assert main(["paper", document.number, "--out", str(tmp_path / "无" / "a.pdf")]) == 2
    assert "写不了" in capsys.readouterr().err
