from pathlib import Path

from lantu.config.commands.permissions import expression
from tests.demo.tour.test_play import lantu

PAGE = Path(__file__).parent.parent.parent.parent / "docs" / "permissions.md"


def test_the_page_of_permissions_is_fresh(tmp_path):
    assert lantu(tmp_path, "permissions", "--write", str(tmp_path)).returncode == 0
    made = (tmp_path / "permissions.md").read_text("utf-8")
    assert PAGE.read_text("utf-8") == made, "请运行 bin/lantu permissions --write docs"


def test_an_expression_keeps_the_brackets_that_matter():
    assert expression("((a | b) & c)") == "(a | b) & c"
    assert expression("(a | b) & (c | d)") == "(a | b) & (c | d)"
    assert expression("is_lead") == "is_lead"
