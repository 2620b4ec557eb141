"""The mail server of demonstrations and tests."""

import smtplib
from email.message import EmailMessage

import pytest

from lantu.config.mailbox import serve


@pytest.fixture
def server(tmp_path):
    running = serve(tmp_path / "mails")
    yield running
    running.stop()


@pytest.fixture
def kept(tmp_path):
    return lambda: sorted(path.name for path in (tmp_path / "mails").iterdir())


def send(server, address: str, *, identity: str | None = "<one@example>", text: str = "请办理"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "lantu@localhost", address, "空间协同函"
    if identity:
        mail["Message-ID"] = identity
    mail.set_content(text)
    with smtplib.SMTP(server.hostname, server.port) as connection:
        connection.send_message(mail)


def test_a_mail_is_kept_as_a_file_named_by_its_identity(server, kept):
    send(server, "a@bureau.example")
    assert kept() == ["one.eml"]


def test_a_second_copy_of_a_mail_replaces_the_first(server, kept):
    send(server, "a@bureau.example")
    send(server, "a@bureau.example", text="请尽快办理")
    assert kept() == ["one.eml"]


def test_an_address_of_the_refused_domain_is_refused(server, kept):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        send(server, "a@Refused.Example")
    assert refusal.value.recipients["a@Refused.Example"][0] == 550
    assert kept() == []


def test_an_identity_cannot_name_a_file_outside_the_folder(server, kept):
    send(server, "a@bureau.example", identity="<../../escaped@example>")
    assert kept() == ["escaped.eml"]


def test_a_mail_without_identity_is_kept_all_the_same(server, kept):
    send(server, "a@bureau.example", identity=None)
    assert kept() == ["no-identity.eml"]


def test_it_listens_on_the_loopback_only(server):
    assert server.hostname == "127.0.0.1"
