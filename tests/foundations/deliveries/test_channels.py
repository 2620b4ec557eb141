import smtplib
from email import message_from_bytes
from email.policy import default

import pytest

from lantu.foundations.deliveries.channels import Mail, Unreachable, mail


@pytest.fixture
def channel(mail_server):
    return Mail(mail_server.hostname, mail_server.port, "lantu@zhengzhou.example")


def carry(channel, address="a@bureau.example", identity="one-identity"):
    return channel.carry(
        address=address, subject="空间协同函", text="请登录平台办理。", identity=identity
    )


def test_a_mail_that_the_server_takes_is_accepted_and_says_what_was_written(channel, mail_folder):
    answer = carry(channel)
    assert (answer.accepted, answer.said) == (True, "250 OK")
    kept = message_from_bytes((mail_folder / "one-identity.eml").read_bytes(), policy=default)
    assert kept["Subject"] == "空间协同函"
    assert kept["To"] == "a@bureau.example"
    assert kept["Message-ID"] == "<one-identity@zhengzhou.example>"
    assert kept.get_content().strip() == "请登录平台办理。"


def test_a_mail_that_the_server_refuses_comes_back_with_its_words(channel):
    answer = carry(channel, "a@refused.example")
    assert (answer.accepted, answer.said) == (False, "550 5.1.1 no such mailbox")


def test_a_server_that_does_not_answer_is_unreachable_and_refuses_nothing(channel):
    away = Mail(channel.host, 9, channel.sender, timeout_s=1)
    with pytest.raises(Unreachable) as fault:
        carry(away)
    assert str(fault.value) == "邮件服务器 127.0.0.1:9 没有应答"
    assert not isinstance(fault.value, smtplib.SMTPException)


def test_the_channel_is_the_one_that_is_set(settings):
    settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_SENDER = "mail.example", 26, "x@y.example"
    assert mail() == Mail("mail.example", 26, "x@y.example")
