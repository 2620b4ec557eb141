from pathlib import Path

from lantu.config.commands.permissions import expression, page

PAGE = Path(__file__).parent.parent.parent.parent / "docs" / "permissions.md"


def test_the_page_of_permissions_is_fresh():
    assert PAGE.read_text("utf-8") == page(), "请运行 bin/lantu permissions --write docs"


def test_an_expression_keeps_the_brackets_that_matter():
    assert expression("((a | b) & c)") == "(a | b) & c"
    assert expression("(a | b) & (c | d)") == "(a | b) & (c | d)"
    assert expression("is_lead") == "is_lead"
