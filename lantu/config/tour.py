"""`lantu demo tour`: its own database, its own files, its own mail server; then the play."""

import argparse
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lantu.config.directories import variable_directory


def run_tour(arguments: argparse.Namespace) -> int:
    """Play the tour: 0 when the journal holds at its end, 1 when it does not, 2 on bad input."""
    city = (arguments.city or variable_directory() / "city" / "small").resolve()
    if not (city / "blueprints").is_dir():
        print(f"{city} 不是演示城市，请先运行 lantu demo city。", file=sys.stderr)
        return 2
    if not arguments.redline.is_file():
        print(f"找不到红线文件 {arguments.redline}。", file=sys.stderr)
        return 2
    red_line = arguments.redline.resolve()
    folder = variable_directory().resolve() / "tour" / time.strftime("%Y%m%d-%H%M%S")
    folder = folder.with_name(f"{folder.name}-{secrets.token_hex(2)}")
    folder.mkdir(parents=True)
    with _fresh_database(arguments.database, folder) as address:
        return _played(arguments, address, folder, city, red_line)


def _played(
    arguments: argparse.Namespace, address: str, folder: Path, city: Path, red_line: Path
) -> int:
    from lantu.config.mailbox import serve

    server = serve(folder / "mails")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "lantu.config.settings",
        "LANTU_DATABASE": address,
        "LANTU_SMTP_PORT": str(server.port),
        "LANTU_VAR": str(folder),
    }
    began = time.monotonic()
    try:
        import django

        django.setup()
        from django.core.management import call_command

        from lantu.demo.tour.play import play

        call_command("migrate", verbosity=0)
        voice = _Voice(arguments.json)
        played = play(city, red_line, voice.tell, voice.announce)
    finally:
        server.stop()
    return voice.end(played, folder, round(time.monotonic() - began, 1))


class _Voice:
    """Says every act: a line a person can follow, or a line of JSON."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def announce(self, heading: str) -> None:
        """Say the heading of a scene."""
        if not self.as_json:
            print(f"\n{heading}", flush=True)

    def tell(self, line: Any) -> None:
        """Say one act: when, who, what, until when, by which article."""
        if self.as_json:
            print(json.dumps(asdict(line), ensure_ascii=False, default=str), flush=True)
            return
        from lantu.law.clock import ZHENGZHOU

        when = line.at.astimezone(ZHENGZHOU).strftime("%m-%d %H:%M")
        about = f"（{line.about}）" if line.about else ""
        until = f" · 至 {line.last_day_on:%m-%d} 24:00" if line.last_day_on else ""
        print(f"  {when}  {line.who}  {line.words}{about}{until}  〔{line.article}〕", flush=True)

    def end(self, played: Any, folder: Path, seconds: float) -> int:
        """Say how it ended."""
        from lantu.law.wording import sentences

        facts = {
            "entries": played.verified.count,
            "differences": list(played.differences),
            "results": list(played.results),
            "folder": str(folder),
            "seconds": seconds,
        }
        if self.as_json:
            print(json.dumps(facts, ensure_ascii=False))
        else:
            results = "，".join(
                f"第 {n} 轮{sentences()[result]}" for n, result in enumerate(played.results, 1)
            )
            print(f"\n{results}。用时 {seconds} 秒，库与邮件在 {folder}。")
            print(f"日志 {facts['entries']} 条，链与正文逐条相符。")
            for difference in played.differences:
                print(f"不符。{difference}。")
            if not played.differences:
                print("业务表与日志逐行相符。")
        return 1 if played.differences else 0


@contextmanager
def _fresh_database(server: str | None, folder: Path) -> Iterator[str]:
    """Make an empty database for the tour; it stays, to be looked at afterwards."""
    if server is None:
        yield f"sqlite:///{folder / 'lantu.sqlite3'}"
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    name = f"lantu_tour_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
