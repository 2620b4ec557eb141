"""`lantu law`: article, rule, number and test, line by line; and the pages made from them."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent.parent.parent.parent / "tests" / "law"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("article", nargs="?", metavar="条款", help="只看此处及其下，如 三(一)")
    parser.add_argument("--write", metavar="目录", help="把条款索引和流程图写成该目录下的文件")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Print or write the index of the law."""
    from lantu.law.edition import shipped
    from lantu.law.index import entries, plain

    if arguments.write:
        return _write(Path(arguments.write))
    index = entries(shipped(), TESTS)
    if arguments.article:
        index = tuple(e for e in index if e.citation.locator.startswith(arguments.article))
        if not index:
            print(f"没有属于“{arguments.article}”的规则或参数，请核对条款写法", file=sys.stderr)
            return 2
    if arguments.json:
        content = {"edition": shipped().digest, "entries": [plain(entry) for entry in index]}
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return 0
    for entry in index:
        name = entry.rule.name if entry.rule else "（仅参数）"
        print(
            f"{entry.citation}  {name}  {' '.join(entry.rows)}  {' '.join(entry.doubts)}".rstrip()
        )
        for parameter in entry.parameters:
            value = parameter.values[-1]
            print(f"    {parameter.meaning}：{value.amount}（{parameter.name}，{_origin(value)}）")
        for test in entry.tests:
            print(f"    测试 {test}")
    return 0


def pages() -> Iterator[tuple[str, str]]:
    """Yield every made page of the law: its path below docs, and its text."""
    from lantu.law.coordination import flow as coordination
    from lantu.law.duties import flow as duties
    from lantu.law.edition import shipped
    from lantu.law.flow import document
    from lantu.law.index import entries, markdown

    yield "law-index.md", markdown(entries(shipped(), TESTS))
    for flow in (*coordination.FLOWS, *duties.FLOWS):
        subject, _, name = flow.name.split(".")
        yield f"flows/{subject}-{name.lower()}.md", document(flow)


def _write(folder: Path) -> int:
    if not folder.is_dir():
        print(f"目录“{folder}”不存在，请先建立", file=sys.stderr)
        return 2
    for name, text in pages():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        print(path)
    return 0


def _origin(value: "object") -> str:
    from lantu.law.rows import Origin, Value

    assert isinstance(value, Value)
    return "通知明文" if value.origin is Origin.PRINTED else f"本系统解读 {value.doubt}"
