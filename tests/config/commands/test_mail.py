import json
import os
import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage

import pytest

from tests.demo.tour.test_play import ROOT, lantu


@pytest.fixture
def served(tmp_path):
    environment = {**os.environ, "LANTU_VAR": str(tmp_path)}
    server = subprocess.Popen(
        [sys.executable, "-m", "lantu", "mail", "serve", "--port", "0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    line = server.stdout.readline()
    yield tmp_path, int(line.split("127.0.0.1:")[1].split("，")[0])
    server.send_signal(signal.SIGTERM)
    assert server.wait(10) == 0
    server.stdout.close()


def letter(to):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "lantu@localhost", to, "空间协同函"
    mail["Message-ID"] = "<one@localhost>"
    mail.set_content("请登录平台办理。")
    return mail


def test_mails_are_kept_and_listed(served):
    folder, port = served
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(letter("office@forestry.example"))
        server.send_message(letter("office@forestry.example"))
    (row,) = json.loads(lantu(folder, "mail", "list", "--json").stdout)
    assert row == {"to": "office@forestry.example", "subject": "空间协同函", "file": "one.eml"}
    assert "共 1 封" in lantu(folder, "mail", "list").stdout


def test_one_domain_is_refused(served):
    _, port = served
    with smtplib.SMTP("127.0.0.1", port) as server, pytest.raises(smtplib.SMTPRecipientsRefused):
        server.send_message(letter("office@refused.example"))


def test_a_port_that_is_taken_is_said_in_a_sentence(served):
    folder, port = served
    run = lantu(folder, "mail", "serve", "--port", str(port))
    assert (run.returncode, "不能使用" in run.stderr) == (2, True)


def test_an_empty_box_says_so(tmp_path):
    assert "还没有邮件" in lantu(tmp_path, "mail", "list").stdout
