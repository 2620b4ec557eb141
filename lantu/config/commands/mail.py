"""`lantu mail serve|list`: the mail server of a demonstration, and the mails that it kept."""

import argparse
import json
import signal
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Event

from lantu.config.directories import variable_directory

PORT = 2525


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    serve = verbs.add_parser("serve", help="收下邮件并存为文件，直到按 Ctrl-C")
    serve.add_argument("--port", type=int, default=PORT, help=f"端口，缺省为 {PORT}")
    listed = verbs.add_parser("list", help="列出收下的邮件，新的在前")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Serve or list: 0, or 2 where the port is taken."""
    folder = variable_directory() / "mails"
    return _serve(folder, arguments.port) if arguments.verb == "serve" else _list(folder, arguments)


def _serve(folder: Path, port: int) -> int:
    from lantu.config.mailbox import serve

    try:
        server = serve(folder, port=port)
    except OSError as error:
        print(f"端口 {port} 不能使用：{error.strerror}。请用 --port 另选一个。", file=sys.stderr)
        return 2
    print(f"邮件服务在 127.0.0.1:{server.port}，邮件存于 {folder}。", flush=True)
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    stop.wait()
    server.stop()
    return 0


def _list(folder: Path, arguments: argparse.Namespace) -> int:
    rows = [_told(path) for path in sorted(folder.glob("*.eml"), key=_moment, reverse=True)]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        print(f"{row['to']}\t{row['subject']}\t{row['file']}")
    print(f"共 {len(rows)} 封，存于 {folder}。" if rows else f"{folder} 里还没有邮件。")
    return 0


def _told(path: Path) -> dict[str, str]:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    return {"to": str(mail["To"]), "subject": str(mail["Subject"]), "file": path.name}


def _moment(path: Path) -> float:
    return path.stat().st_mtime
