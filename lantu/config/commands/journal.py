"""`lantu journal`: verify the journal, export it, follow it as it grows."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from lantu.config.start import start

MOST_DIFFERENCES = 100
PAUSE_S = 1.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    verify = verbs.add_parser("verify", help="核验链、正文、各列，并与业务表逐行比对")
    verify.add_argument("--json", action="store_true", help="以 JSON 输出")
    export = verbs.add_parser("export", help="导出，供任何人用 verifier.py 核验")
    export.add_argument("file", type=Path, metavar="文件", help="写到哪个文件")
    export.add_argument("--force", action="store_true", help="文件已在时覆盖")
    follow = verbs.add_parser("follow", help="逐条显示日志，直到按 Ctrl-C")
    follow.add_argument(
        "--from", type=int, default=None, dest="first", metavar="序号", help="从第几条开始"
    )
    follow.add_argument("--once", action="store_true", help="显示完已有的即结束")
    follow.add_argument("--json", action="store_true", help="每条一行 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked: 0 all holds, 1 something does not, 2 bad input."""
    start()
    return {"verify": _verify, "export": _export, "follow": _follow}[arguments.verb](arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from lantu.foundations.journal.snapshot import snapshot
    from lantu.foundations.journal.verifier import Bad

    with snapshot():
        try:
            told = _checked()
        except Bad as bad:
            told = {"holds": False, "entry": bad.sequence, "reason": bad.reason}
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _say(told)
    return 0 if told["holds"] else 1


def _checked() -> dict[str, Any]:
    """Check chain, bodies and columns, then the business tables.

    Raises:
        Bad: the first entry that does not hold.
    """
    from lantu.foundations.journal.replay import differences
    from lantu.foundations.journal.verify import verify

    with _progress("核验条目", _count()) as tell:
        verified = verify(tell)
    told = differences()
    found = [difference.chinese for difference in islice(told, MOST_DIFFERENCES)]
    return {
        "holds": not found,
        "entries": verified.count,
        "erased": verified.erased,
        "chain": verified.chain,
        "differences": found,
        "more_differences": sum(1 for _ in told),
    }


def _say(told: dict[str, Any]) -> None:
    if "entry" in told:
        print(f"不符。第 {told['entry']} 条：{told['reason']}。此前各条相符。")
        return
    print(f"日志 {told['entries']} 条相符，其中 {told['erased']} 条的正文已依规清除。")
    print(f"链尾 {told['chain']}")
    for sentence in told["differences"]:
        print(f"不符。{sentence}。")
    if told["more_differences"]:
        print(f"另有 {told['more_differences']} 处不符，未逐一列出。")
    if told["holds"]:
        print("业务表与日志逐行相符。")


def _export(arguments: argparse.Namespace) -> int:
    from lantu.foundations.journal import verifier
    from lantu.foundations.journal.snapshot import snapshot
    from lantu.foundations.journal.verify import export_lines

    path: Path = arguments.file
    if path.exists() and not arguments.force:
        print(f"文件 {path} 已在，未作改动；要覆盖请加 --force。", file=sys.stderr)
        return 2
    part = path.with_name(path.name + ".part")
    try:
        with snapshot(), part.open("wb") as file, _progress("导出条目", _count()) as tell:
            for number, line in enumerate(export_lines()):
                file.write(line)
                tell(number)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        print(f"写不了 {path}：{error.strerror}", file=sys.stderr)
        return 2
    print(f"已导出 {number} 条到 {path}。核验：python3 {Path(verifier.__file__).name} {path.name}")
    return 0


def _follow(arguments: argparse.Namespace) -> int:
    from lantu.foundations.journal.follow import news_after

    seen = _count() if arguments.first is None and not arguments.once else 0
    seen = seen if arguments.first is None else max(arguments.first - 1, 0)
    try:
        while True:
            for news in news_after(seen):
                print(_line(news, arguments.json), flush=True)
                seen = news.sequence
            if arguments.once:
                return 0
            time.sleep(PAUSE_S)
    except (KeyboardInterrupt, BrokenPipeError):
        return 0


def _line(news: Any, as_json: bool) -> str:
    from lantu.foundations.journal.events import facts_of, moment

    if as_json:
        facts = None if news.event is None else facts_of(news.event)
        content = {
            "sequence": news.sequence,
            "event": news.name,
            "at": moment(news.at),
            "actor": news.actor,
            "about": [[table, str(record)] for table, record in news.about],
            "facts": facts,
        }
        return json.dumps(content, ensure_ascii=False)
    about = "、".join(f"{table} {str(record)[:8]}" for table, record in news.about)
    actor = news.actor.get("account") or news.actor["kind"]
    day = f"{news.at.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"{news.sequence:>8}  {day}  {news.name}  {actor}  {about}".rstrip()


def _count() -> int:
    from lantu.foundations.journal.models import Head

    return Head.objects.values_list("sequence", flat=True).first() or 0


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on stderr where a person is watching."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)
