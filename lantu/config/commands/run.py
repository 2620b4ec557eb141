"""`lantu run`: the site, its worker and its mail server together, until told to stop."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from lantu.config.directories import PROJECT, variable_directory

WAITS_S = 60.0
STOPS_S = 20.0
MAIL_PORTS = 64
# Whom a newcomer logs in as first; all other accounts are in accounts.txt.
FIRST = (
    ("natural_resources_planning.clerk", "牵头单位经办"),
    ("natural_resources_planning.reviewer", "牵头单位审核"),
    ("natural_resources_planning.signer", "牵头单位签发"),
    ("forestry.clerk", "林业局经办"),
    ("forestry.reviewer", "林业局审核"),
    ("forestry.signer", "林业局签发"),
    ("natural_resources_planning.registrar", "收发，代登记纸质答复"),
    ("development_reform.clerk", "发展改革委经办"),
    ("city_investment.clerk", "项目单位"),
    ("district.clerk", "县(市、区)"),
    ("functions_transformation.supervisor", "督办"),
    ("big_data.platform", "平台管理员"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="缺省为 8000")
    parser.add_argument("--background", action="store_true", help="转入后台")
    parser.add_argument("--stop", action="store_true", help="停下在后台运行的网站")


def run(arguments: argparse.Namespace) -> int:
    """Run everything; 0 when ended cleanly, 2 when something cannot be started."""
    if arguments.stop:
        return _stop()
    if _running() is not None:
        print("已在后台运行；先用 bin/run --stop 停下。", file=sys.stderr)
        return 2
    if arguments.background:
        return _detach(arguments.port)
    return _watch(arguments.port)


def _watch(port: int) -> int:
    """Start the three, say when the site answers, and wait; when one ends, all end."""
    mail_port = _free_port_after(port)
    environment = os.environ | {"LANTU_SMTP_PORT": str(mail_port), "PYTHONPATH": str(PROJECT)}
    words = (
        ("mail", "serve", "--port", str(mail_port)),
        ("work",),
        ("serve", "--port", str(port)),
    )
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _: stopping.append(received))
    children = [_start(part, environment) for part in words]
    told = False
    try:
        began = time.monotonic()
        while not stopping and all(child.poll() is None for child in children):
            if not told and _answers(port):
                told = True
                _say(port)
            if not told and time.monotonic() - began > WAITS_S:
                print(f"网站 {WAITS_S:.0f} 秒内没有应答，日志在 {_logs()}。", file=sys.stderr)
                return 2
            time.sleep(0.2)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)
        _pid_file().unlink(missing_ok=True)
    ended = [child for child in children if child.returncode not in (0, -signal.SIGTERM)]
    if not stopping and ended:
        print(f"有一部分没有起来，日志在 {_logs()}：\n{_last_words()}", file=sys.stderr)
        return 2
    return 0


def _free_port_after(port: int) -> int:
    """Return a port for the mail server: the next one that nobody listens on."""
    for tried in range(port + 1, port + MAIL_PORTS):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", tried))
            except OSError:
                continue
            return tried
    return port + 1


def _start(words: tuple[str, ...], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    _logs().mkdir(parents=True, exist_ok=True)
    with (_logs() / f"{words[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "lantu", *words],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(STOPS_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _say(port: int) -> None:
    password = variable_directory() / "demo_password"
    if password.exists():
        print(f"\n演示账号（口令都是 {password.read_text().strip()}）：")
        for login, role in FIRST:
            print(f"  {login:<40}{role}")
        print(f"  其余账号见 {variable_directory() / 'accounts.txt'}")
    print("登录后点右上角姓名，选“先看这里”。按 Ctrl-C 停止。")
    print(f"ready http://127.0.0.1:{port}", flush=True)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _detach(port: int) -> int:
    """Start a watcher of its own and return once the site answers."""
    _logs().mkdir(parents=True, exist_ok=True)
    with (_logs() / "run.log").open("wb") as log:
        watcher = subprocess.Popen(
            [sys.executable, "-m", "lantu", "run", "--port", str(port)],
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until = time.monotonic() + WAITS_S
    while time.monotonic() < until and watcher.poll() is None:
        if "ready " in (_logs() / "run.log").read_text("utf-8"):
            _pid_file().write_text(str(watcher.pid))
            print((_logs() / "run.log").read_text("utf-8"), end="")
            return 0
        time.sleep(0.2)
    print((_logs() / "run.log").read_text("utf-8"), file=sys.stderr)
    return 2


def _stop() -> int:
    pid = _running()
    if pid is None:
        print("没有在后台运行的网站。")
        return 0
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + STOPS_S
    while _is_alive(pid) and time.monotonic() < until:
        time.sleep(0.1)
    _pid_file().unlink(missing_ok=True)
    print("已停下。")
    return 0


def _running() -> int | None:
    """Return the process that runs in the background, or None."""
    path = _pid_file()
    if not path.exists():
        return None
    pid = int(path.read_text())
    return pid if _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rsplit(")", 1)[-1].split()[0] == "Z")


def _logs() -> Path:
    return variable_directory() / "run"


def _pid_file() -> Path:
    return _logs() / "run.pid"


def _last_words() -> str:
    said = [path.read_text("utf-8")[-600:] for path in sorted(_logs().glob("*.log"))]
    return "\n".join(words for words in said if words)
