"""`lantu serve`: open the site on this machine, until told to stop."""

import argparse
import os
import socket
import sys

from lantu.config.directories import static_directory
from lantu.config.start import start

THREADS = "8"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=_port, default=8000, metavar="端口", help="缺省为 8000")
    parser.add_argument(
        "--workers", type=_count, default=2, metavar="个数", help="进程数，缺省为 2"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve; 2 when the port is taken, the pages' files or the tables are missing."""
    if not (static_directory() / "staticfiles.json").exists():
        print("页面所需文件尚未备齐，请先运行 bin/assets。", file=sys.stderr)
        return 2
    if _is_taken(arguments.port):
        print(f"端口 {arguments.port} 已被占用，请用 --port 换一个，或先停掉占用它的程序。", file=sys.stderr)  # noqa: E501 # fmt: skip
        return 2
    start()
    sys.stdout.flush()
    os.execv(
        sys.executable,
        [sys.executable, "-m", "gunicorn", "lantu.config.wsgi:application",
         "--bind", f"127.0.0.1:{arguments.port}", "--workers", str(arguments.workers),
         "--worker-class", "gthread", "--threads", THREADS, "--timeout", "60",
         "--worker-tmp-dir", "/dev/shm", "--log-level", "warning"],
    )  # fmt: skip
    return 0


def _is_taken(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("应为 1 至 65535 的整数")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("应为不小于 1 的整数")
    return int(text)
