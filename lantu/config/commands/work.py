"""`lantu work`: do the jobs that wait and what is done regularly, until told to stop."""

import argparse
import math
import signal
import sys
from datetime import datetime

from lantu.config.start import start

USUAL_LEASE_S = 60.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--children", type=_count, default=1, metavar="个数", help="同时做几项作业，缺省为 1"
    )
    parser.add_argument("--once", action="store_true", help="做完现有的作业即结束")
    parser.add_argument(
        "--lease",
        type=_seconds,
        default=USUAL_LEASE_S,
        metavar="秒",
        help="进程中断多久之后由他人接手，缺省为 60",
    )


def run(arguments: argparse.Namespace) -> int:
    """Work; 0 when ended cleanly, 2 when the law in force cannot be told."""
    start()
    from lantu.foundations.jobs.worker import Worker
    from lantu.law.wording import Refused

    worker = Worker(_tell, arguments.children, arguments.lease)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    try:
        worker.until_heard(_adopt)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    worker.run(until_idle=arguments.once)
    return 0


def _adopt() -> None:
    from lantu.foundations.acts.actor import SYSTEM
    from lantu.foundations.acts.gate import Request
    from lantu.foundations.lawbook.actions import adopt_edition

    adopt_edition(Request(SYSTEM))


def _tell(line: str) -> None:
    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {line}", file=sys.stderr, flush=True)


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("应为不小于 1 的整数")
    return int(text)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds > 0):
        raise ValueError
    return seconds
