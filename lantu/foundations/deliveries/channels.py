"""The second channels: an adapter each. E-mail is here; others come by the same seam."""

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from django.conf import settings

# From here on a server's answer is for good; below, it asks to be tried again.
PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said: taken or refused, in its own words."""

    accepted: bool
    said: str


class Unreachable(OSError):
    """The channel could not be reached at all; it is tried again."""


class Channel(Protocol):
    """Carries a message to an address and says what the other side answered."""

    def carry(self, *, address: str, subject: str, text: str, identity: str) -> Answer:
        """Carry a message.

        Raises:
            Unreachable: nobody answered.
        """


@dataclass(frozen=True, slots=True)
class Mail:
    """E-mail over SMTP. That the server takes a message counts as its receipt (AMB-73)."""

    host: str
    port: int
    sender: str
    timeout_s: float = 10.0

    def carry(self, *, address: str, subject: str, text: str, identity: str) -> Answer:
        """Send an e-mail under an identity of its own, so that a second copy is known as one.

        Raises:
            Unreachable: the server did not answer.
        """
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, address, subject
        mail["Message-ID"] = f"<{identity}@{self.sender.rsplit('@', 1)[-1]}>"
        mail.set_content(text)
        try:
            with smtplib.SMTP(self.host, self.port, timeout=self.timeout_s) as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, said = next(iter(refusal.recipients.values()))
            return self._refused(code, said)
        except smtplib.SMTPResponseException as refusal:
            raise Unreachable(f"{refusal.smtp_code} {_words(refusal.smtp_error)}") from refusal
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"邮件服务器 {self.host}:{self.port} 没有应答") from error
        return Answer(True, "250 OK")

    def _refused(self, code: int, said: bytes | str) -> Answer:
        """Tell a refusal for good from one for now, which is tried again.

        Raises:
            Unreachable: the server asks to come back later (4xx).
        """
        if code < PERMANENT:
            raise Unreachable(f"{code} {_words(said)}")
        return Answer(False, f"{code} {_words(said)}")


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def mail() -> Mail:
    """Return the e-mail channel as it is set."""
    return Mail(settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_SENDER)
