"""`lantu jobs`: what waits, runs or was given up; stop a job, or have it done again."""

import argparse
import json
import sys
from typing import Any
from uuid import UUID

from lantu.config.start import start


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    listed = verbs.add_parser("list", help="列出排队、在做和没有做成的作业")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")
    for verb, sentence in (("cancel", "取消一项作业"), ("retry", "重做没有做成的作业")):
        step = verbs.add_parser(verb, help=sentence)
        step.add_argument("job", type=UUID, metavar="编号", help="作业的编号")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; 0 done, 1 listed with jobs given up among them, 2 refused."""
    start()
    from lantu.foundations.jobs import queue
    from lantu.law.wording import Refused

    if arguments.verb == "list":
        return _list(arguments.json)
    try:
        job = getattr(queue, arguments.verb)(arguments.job)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(_line(_told(job)))
    return 0


def _list(as_json: bool) -> int:
    from lantu.foundations.jobs.queries import dead_jobs, last_heartbeat_at, open_jobs

    unended = [_told(job) for job in open_jobs()]
    dead = [_told(job) for job in dead_jobs()]
    beat = last_heartbeat_at()
    if as_json:
        at = beat and beat.isoformat()
        content = {"open": unended, "dead": dead, "last_heartbeat_at": at}
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return 1 if dead else 0
    for told in (*unended, *dead):
        print(_line(told))
    alive = f"最近在 {beat.astimezone():%Y-%m-%d %H:%M:%S}" if beat else "从未启动"
    print(f"排队与在做 {len(unended)} 项，没有做成 {len(dead)} 项；工作进程{alive}。")
    return 1 if dead else 0


def _told(job: Any) -> dict[str, Any]:
    from lantu.foundations.jobs.models import Ending

    going = "在做" if job.lease_until else "排队"
    return {
        "id": str(job.id),
        "title": job.title,
        "state": str(Ending(job.ending).label) if job.ending else going,
        "progress": job.progress,
        "message": job.message,
        "attempts": job.attempts,
    }


def _line(told: dict[str, Any]) -> str:
    done = f"{told['progress']:.0%}"
    return f"{told['id']}  {told['state']}  {done:>4}  {told['title']}  {told['message']}".rstrip()
