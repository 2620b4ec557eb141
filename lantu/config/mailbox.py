"""A mail server of our own on the loopback, for demonstrations and tests: it keeps what it takes.

It refuses addresses of one domain, so that a refused delivery can be seen as it happens.
"""

import socket
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

REFUSED_DOMAIN = "refused.example"


class Keeper:
    """Keeps every mail as a file, named by its identity, so that a second copy replaces it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_RCPT(  # noqa: N802 - the name is the protocol's
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient, unless it is of the domain that is refused."""
        del server, session, options
        if address.rsplit("@", 1)[-1].lower() == REFUSED_DOMAIN:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail."""
        del server, session
        mail = message_from_bytes(envelope.content, policy=default)
        identity = str(mail["Message-ID"] or "").strip("<>").split("@")[0] or "no-identity"
        safe = "".join(letter for letter in identity if letter.isalnum() or letter == "-")
        (self.folder / f"{safe}.eml").write_bytes(envelope.content)
        return "250 OK"


def serve(folder: Path, *, host: str = "127.0.0.1", port: int = 0) -> Controller:
    """Start the server in a thread of its own; `.port` tells where it listens.

    Args:
        folder: where mails are kept.
        host: the address to listen on.
        port: the port to listen on, or 0 for any that is free.
    """
    controller = Controller(Keeper(folder), hostname=host, port=port or _free_port(host))
    controller.start()
    return controller


def _free_port(host: str) -> int:
    """Return a port that nobody listens on; the controller cannot ask for any itself."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
