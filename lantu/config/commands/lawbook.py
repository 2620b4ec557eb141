"""`lantu lawbook`: which edition of the law is in force here; propose and publish local rows."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from lantu.config.start import start


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    listed = verbs.add_parser("list", help="列出现行版本和本地版本")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")
    propose = verbs.add_parser("propose", help="提出要增加的条目，由另一人发布")
    propose.add_argument("file", type=Path, metavar="文件", help="YAML：表名，其下一列条目")
    propose.add_argument("--note", required=True, metavar="说明", help="一句话说明")
    propose.add_argument("--citation", required=True, metavar="出处", help="文件名称、文号")
    _add_account(propose)
    for verb, sentence in (
        ("publish", "发布他人提出的版本，即时生效"),
        ("withdraw", "撤回草稿"),
        ("retire", "停用与随附版本冲突的本地版本"),
    ):
        step = verbs.add_parser(verb, help=sentence)
        step.add_argument("edition", type=UUID, metavar="编号", help="本地版本的编号")
        _add_account(step)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; 0 done, 2 refused with a sentence."""
    start()
    from lantu.law.wording import Refused

    try:
        return {"list": _list, "propose": _propose}.get(arguments.verb, _step)(arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2


def _add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", type=UUID, metavar="账号", help="以哪个账号办理")


def _list(arguments: argparse.Namespace) -> int:
    from lantu.foundations.lawbook.queries import current, local_editions

    editions = [
        {
            "id": str(edition.id),
            "standing": str(edition.standing.value),
            "digest": edition.digest,
            "note": edition.note,
            "citation": edition.citation,
            "proposed_at": edition.proposed_at.isoformat(),
            "published_at": edition.published_at and edition.published_at.isoformat(),
        }
        for edition in local_editions()
    ]
    if arguments.json:
        content = {"current": current().digest, "local": editions}
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return 0
    for row in editions:
        print(f"{row['id']}  {row['standing']}  {row['note']}（{row['citation']}）")
    print(f"现行版本 {current().digest}")
    return 0


def _propose(arguments: argparse.Namespace) -> int:
    from lantu.foundations.lawbook.actions import propose_edition

    try:
        content = arguments.file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"读不了 {arguments.file}：{error}", file=sys.stderr)
        return 2
    edition = propose_edition(
        _request(arguments), content=content, note=arguments.note, citation=arguments.citation
    )
    print(f"已提出 {edition.id}，待另一人核对后发布。")
    return 0


def _step(arguments: argparse.Namespace) -> int:
    from lantu.foundations.acts.actor import SYSTEM
    from lantu.foundations.acts.gate import Request
    from lantu.foundations.lawbook import actions
    from lantu.foundations.lawbook.queries import current

    step: Any = getattr(actions, f"{arguments.verb}_edition")
    edition = step(_request(arguments), edition_id=arguments.edition)
    if arguments.verb == "retire":
        actions.adopt_edition(Request(SYSTEM))
    print(f"版本 {edition.id}：{edition.standing.value}。现行版本 {current().digest}")
    return 0


def _request(arguments: argparse.Namespace) -> Any:
    from lantu.foundations.acts.actor import SYSTEM, Actor, ActorKind
    from lantu.foundations.acts.gate import Request

    if arguments.account is None:
        return Request(SYSTEM)
    return Request(Actor(ActorKind.ACCOUNT, account_id=arguments.account))
