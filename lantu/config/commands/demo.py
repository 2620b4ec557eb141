"""`lantu demo`: the demo city, sample red lines, the tour, the demonstration and its clock."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from lantu.config.directories import variable_directory

SAMPLE_EDITION, SAMPLE_SEED = "small", 1
SAMPLES = Path("demo", "redlines")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    kinds = parser.add_subparsers(dest="kind", metavar="对象", required=True)
    city = kinds.add_parser("city", help="生成演示城市并发布为工作蓝图")
    city.add_argument(
        "--edition", choices=("small", "large"), default="small", help="版本，缺省为 small"
    )
    city.add_argument("--seed", type=int, default=SAMPLE_SEED, help="随机种子，缺省为 1")
    city.add_argument("--directory", type=Path, help="目录，缺省为 var/city/<版本>")
    city.add_argument("--force", action="store_true", help="已有同一城市时也重新生成")
    city.add_argument("--json", action="store_true", help="以 JSON 输出")
    tour = kinds.add_parser("tour", help="在单独的库里演完一次空间协同，逐条显示")
    tour.add_argument("--city", type=Path, help="演示城市的目录，缺省为 var/city/small")
    tour.add_argument(
        "--redline", type=Path, default=SAMPLES / "green_line.txt", help="红线文件，缺省为样例"
    )
    tour.add_argument("--database", help="在此数据库服务器上另建新库，缺省为 SQLite")
    tour.add_argument("--json", action="store_true", help="每条一行 JSON")
    opened = kinds.add_parser("open", help="建库并启用演示：单位、账号、四十个项目与演示时钟")
    opened.add_argument("--bare", action="store_true", help="只建单位和账号，不布置项目")
    opened.add_argument("--json", action="store_true", help="以 JSON 输出")
    reset = kinds.add_parser("reset", help="清空演示库，以便重新启用")
    reset.add_argument("--yes", action="store_true", help="确定清空")
    advance = kinds.add_parser("advance", help="把演示时钟往前拨到某一时刻")
    advance.add_argument("moment", metavar="时刻", help="如 2019-09-09T09:00，郑州时间")
    advance.add_argument("--json", action="store_true", help="以 JSON 输出")
    people = kinds.add_parser("people", help="列出演示账号")
    people.add_argument("--unit", metavar="单位", help="只列一个单位（名称或代码）")
    people.add_argument("--json", action="store_true", help="以 JSON 输出")
    redlines = kinds.add_parser("redlines", help="重新生成样例红线")
    redlines.add_argument(
        "--directory", type=Path, default=SAMPLES, help="目录，缺省为 demo/redlines"
    )
    redlines.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Make what is asked for; 0 when it is there, 2 when the folder is not ours to write."""
    if arguments.kind in ("city", "redlines"):
        return {"city": _city, "redlines": _redlines}[arguments.kind](arguments)
    if arguments.kind == "tour":
        from lantu.config.tour import run_tour

        return run_tour(arguments)
    from lantu.config import demonstration

    return demonstration.RUN[arguments.kind](arguments)


def _city(arguments: argparse.Namespace) -> int:
    from lantu.demo import publication

    root = arguments.directory or variable_directory() / "city" / arguments.edition
    made = (
        None if arguments.force else publication.existing(root, arguments.edition, arguments.seed)
    )
    began, built = time.monotonic(), made is None
    if made is None:
        try:
            publication.clear(root)
        except publication.ForeignFolder:
            print(
                f"目录 {root} 已有内容且不是演示城市，未作改动；请换一个 --directory。",
                file=sys.stderr,
            )
            return 2
        with _progress(publication.STEPS) as tell:
            made = publication.build(root, arguments.edition, arguments.seed, tell)
    seconds = round(time.monotonic() - began, 1)
    facts = {**asdict(made), "directory": str(root), "built": built, "seconds": seconds}
    print(json.dumps(facts, ensure_ascii=False) if arguments.json else _told(facts))
    return 0


def _told(facts: dict[str, object]) -> str:
    head = "已生成演示城市" if facts["built"] else "演示城市已在，未重新生成（--force 可重做）"
    return (
        f"{head}：{facts['directory']}（{facts['edition']}，seed {facts['seed']}）\n"
        f"图层 {facts['layers']} 个，图斑 {facts['features']} 个，顶点 {facts['vertices']} 个；"
        f"预置矛盾 {facts['contradictions']} 处，试验红线 {facts['footprints']} 条。\n"
        f"工作蓝图第 {facts['blueprint']} 号，用时 {facts['seconds']} 秒。"
    )


def _redlines(arguments: argparse.Namespace) -> int:
    from lantu.demo import catalogue, publication, samples
    from lantu.demo.city import found_city
    from lantu.demo.ground import EDITIONS

    with _progress(len(catalogue.entries()) + 1) as tell:
        city = found_city(EDITIONS[SAMPLE_EDITION], SAMPLE_SEED)
        tables, _ = publication.drawn_layers(city, tell)
        count = samples.write_samples(city, tables, arguments.directory)
        tell("写出样例")
    facts = {"directory": str(arguments.directory), "files": count}
    sentence = f"已在 {facts['directory']} 写出样例红线 {count} 个文件。"
    print(json.dumps(facts, ensure_ascii=False) if arguments.json else sentence)
    return 0


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on stderr where a person is watching."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=steps)
        yield lambda what: bar.update(task, advance=1, description=what)
