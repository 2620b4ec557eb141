import pytest

from lantu.config.parser import Parser


@pytest.fixture
def parser():
    parser = Parser(prog="lantu")
    action = parser.add_subparsers(dest="action", required=True).add_parser("due")
    action.add_argument("start")
    action.add_argument("days", type=int)
    output = action.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true")
    output.add_argument("--geojson", action="store_true")
    action.add_argument("--unit", choices=["working", "natural"])
    return parser


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "缺少：action"),
        (["sue"], "action 没有 'sue' 这一项"),
        (["due", "2019-09-25"], "缺少：days"),
        (["due", "2019-09-25", "ten"], "days 的值 'ten' 写法不对"),
        (["due", "2019-09-25", "5", "--unit"], "--unit 后面要写一个值"),
        (["due", "2019-09-25", "5", "--unit", "moon"], "--unit 没有 'moon' 这一项"),
        (["due", "2019-09-25", "5", "--json", "--geojson"], "--geojson 不能与 --json 同时使用"),
        (["due", "2019-09-25", "5", "6"], "不认识：6"),
    ],
)
def test_every_complaint_is_in_chinese_and_ends_with_two(parser, capsys, words, complaint):
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(words)
    assert ended.value.code == 2
    printed = capsys.readouterr().err
    assert printed.startswith("用法: lantu")
    assert complaint in printed


def test_help_has_chinese_headings(parser):
    text = parser.format_help()
    assert "用法:" in text
    assert "参数:" in text
    assert "选项:" in text
    assert "显示本说明" in text
