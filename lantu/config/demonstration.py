"""`lantu demo open|advance|people`: a demonstration's database, its clock and its accounts."""

import argparse
import json
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from lantu.config.directories import variable_directory
from lantu.config.start import start


def open_demonstration(arguments: argparse.Namespace) -> int:
    """Make the tables, open the demonstration and set its stage; what is open stays as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from lantu.foundations.acts.models import Deployment

    call_command("migrate", verbosity=0)
    deployment = Deployment.objects.first()
    if deployment is not None and not deployment.is_demo:
        print("这是正式库，不能当作演示库启用。", file=sys.stderr)
        return 2
    if deployment is not None and _unfinished().exists():
        print("上次启用没有完成，请运行 lantu demo reset --yes 重来。", file=sys.stderr)
        return 2
    projects = None
    if deployment is None:
        city = variable_directory() / "city" / "small"
        if not arguments.bare and not (city / "blueprints").is_dir():
            print(f"{city} 不是演示城市，请先运行 lantu demo city。", file=sys.stderr)
            return 2
        projects = _open(None if arguments.bare else city)
    facts = {"opened": deployment is None, "accounts": _count()}
    if projects is not None:
        facts["projects"] = projects
    words = "已启用演示库" if deployment is None else "演示库已启用，未作改动"
    said = f"{words}：{facts['accounts']} 个账号，口令在 {_password_file()}。"
    print(json.dumps(facts, ensure_ascii=False) if arguments.json else said)
    return 0


def _open(city: Path | None) -> int | None:
    """Open the demonstration; with a city, set its stage too, and say how many projects stand."""
    from lantu.demo import cast
    from lantu.demo.stage.play import BEGINS_AT, OPENS_AT, set_stage

    password = _password()
    if city is None:
        cast.open_demonstration("郑州市（演示）", OPENS_AT, password)
        _list_accounts(password)
        return None
    from django.conf import settings

    from lantu.config.mailbox import serve
    from lantu.geo.layerstore import open_blueprint, open_store

    _unfinished().touch()
    server = serve(variable_directory() / "mails")
    settings.SMTP_PORT = server.port
    try:
        blueprint = open_blueprint(open_store(city))
        made = cast.open_demonstration(blueprint.store.name, BEGINS_AT, password)
        with _progress() as tell:
            count = set_stage(made, blueprint, tell)
    finally:
        server.stop()
    _list_accounts(password)
    _unfinished().unlink()
    return count


def reset(arguments: argparse.Namespace) -> int:
    """Remove the demonstration of an SQLite database, its mails and files, to open it anew."""
    if not arguments.yes:
        print("重来会删除演示库里的全部操作；确定的话加上 --yes。", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import DatabaseError

    from lantu.foundations.acts.models import Deployment

    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        print("只能重来 SQLite 的演示库；PostgreSQL 请另建空库再启用。", file=sys.stderr)
        return 2
    try:
        live = Deployment.objects.filter(is_demo=False).exists()
    except DatabaseError:
        live = False
    if live:
        print("这是正式库，不能删除。", file=sys.stderr)
        return 2
    path = Path(str(database["NAME"]))
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), _unfinished(), _accounts_file()):
        file.unlink(missing_ok=True)
    for folder in ("mails", "blobs"):
        shutil.rmtree(variable_directory() / folder, ignore_errors=True)
    print("演示库已清空，请运行 lantu demo open 重新启用。")
    return 0


def advance(arguments: argparse.Namespace) -> int:
    """Move the clock of the demonstration: what runs out on the way is settled at its moment."""
    from lantu.law.clock import ZHENGZHOU

    try:
        moment = datetime.fromisoformat(arguments.moment)
    except ValueError:
        print(f"“{arguments.moment}”不是时刻，请写作 2019-09-09T09:00。", file=sys.stderr)
        return 2
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZHENGZHOU)
    start()
    from lantu.demo.clock import pass_time
    from lantu.law.wording import Refused

    try:
        count = pass_time(moment)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    shown = moment.astimezone(ZHENGZHOU)
    facts = {"now": shown.isoformat(), "settled": count}
    said = f"演示时钟已拨到 {shown:%Y-%m-%d %H:%M}，途中 {count} 项期限届满。"
    print(json.dumps(facts, ensure_ascii=False) if arguments.json else said)
    return 0


def people(arguments: argparse.Namespace) -> int:
    """List the accounts of the demonstration: unit, part, name, login name; and the password."""
    start()
    from lantu.foundations.acts.clock import is_demo
    from lantu.foundations.people.queries import unit_by_name

    if not is_demo():
        print("这不是演示库，不列出账号。", file=sys.stderr)
        return 2
    rows = _accounts()
    if arguments.unit:
        unit = unit_by_name(arguments.unit)
        wanted = {arguments.unit, unit.key if unit else ""}
        rows = [row for row in rows if row["key"] in wanted]
        if not rows:
            print(f"没有名称或代码为“{arguments.unit}”的单位。", file=sys.stderr)
            return 2
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        print(f"{row['unit']}\t{row['posts']}\t{row['name']}\t{row['login']}")
    print(f"共 {len(rows)} 个账号，同一口令，在 {_password_file()}。")
    return 0


def _accounts() -> list[dict[str, Any]]:
    from lantu.foundations.people.models import Account

    found = Account.objects.filter(is_active=True).select_related("unit")
    return [
        {
            "key": one.unit.key,
            "unit": one.unit.name,
            "posts": "、".join(holding.post.title for holding in one.holdings.all()),
            "name": one.display_name,
            "login": one.login_name,
        }
        for one in found.prefetch_related("holdings__post").order_by("unit__key", "login_name")
    ]


def _count() -> int:
    from lantu.foundations.people.models import Account

    return Account.objects.count()


def _list_accounts(password: str) -> None:
    """Write the accounts to try things out with, readable by their owner alone."""
    rows = [f"口令（全部账号相同）：{password}", ""]
    rows += [f"{row['login']}\t{row['unit']}\t{row['posts']}\t{row['name']}" for row in _accounts()]
    path = _accounts_file()
    path.touch(0o600)
    path.write_text("\n".join(rows) + "\n", "utf-8")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr where a person is watching."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("布置四十个项目")
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _accounts_file() -> Path:
    return variable_directory() / "accounts.txt"


def _unfinished() -> Path:
    return variable_directory() / "demo_unfinished"


def _password_file() -> Path:
    return variable_directory() / "demo_password"


def _password() -> str:
    """Return the password of the demonstration, made once and readable by its owner alone."""
    path = _password_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(12))
    return path.read_text().strip()


RUN = {"open": open_demonstration, "advance": advance, "people": people, "reset": reset}
