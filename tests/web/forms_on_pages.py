"""Somebody without a browser who reads pages, fills in the forms on them, and sends them twice."""

import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

# The last choice of a list: another than the first.
LAST = object()
TOO_OFTEN = 429
PAPER = b"%PDF-1.4 a paper that was signed"


@dataclass
class Control:
    """A control of a form: what sort it is, what it holds, and what may be chosen."""

    name: str
    sort: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_checked: bool = False


@dataclass
class Form:
    """A form that sends: where to, its controls, and its buttons as name and value."""

    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """The links and sending forms in the main part of a page."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._inside = False
        self._form: Form | None = None
        self._open: Control | None = None
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside = True
        if not self._inside:
            return
        if tag == "a" and given.get("href", "").startswith(("/", "?")):
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given.get("action", "")) if given.get("method") == "post" else None
            if self._form is not None:
                self.forms.append(self._form)
        if self._form is not None:
            self._control(tag, given, self._form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False
        if tag == "form":
            self._form = None
        if tag in ("select", "textarea"):
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._open.sort == "textarea":
            self._open.value += data

    def _control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name = given.get("name", "")
        if tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((name, given.get("value", ""), given.get("formaction", "")))
        elif tag == "option" and self._open is not None:
            self._open.options.append(given.get("value", ""))
        elif tag in ("input", "select", "textarea") and name:
            sort = given.get("type", "text") if tag == "input" else tag
            made = Control(name, sort, given.get("value", ""), is_checked="checked" in given)
            form.controls.append(made)
            self._open = made if tag in ("select", "textarea") else None


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow no redirect: where it leads is what is asked."""


@dataclass
class Answer:
    """What came back."""

    status: int
    words: str
    leads_to: str
    wait_s: int = 0


class Anybody:
    """Somebody who has not logged in."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar), _Stays())

    @property
    def token(self) -> str:
        """The token that a form of the site would carry for this person."""
        return next((one.value or "" for one in self._jar if "csrf" in one.name), "")

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self._ask(Request(self.address + path))

    def send(
        self, path: str, given: dict[str, object], files: dict[str, tuple[str, bytes]]
    ) -> Answer:
        """Send a form."""
        boundary = secrets.token_hex(12)
        body = _body(boundary, given, files)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Referer": self.address + path,
        }
        return self._ask(Request(self.address + path, body, headers))

    def send_twice(
        self, path: str, given: dict[str, object], files: dict[str, tuple[str, bytes]]
    ) -> list[Answer]:
        """Send a form two times at once, as a double click does."""
        with ThreadPoolExecutor(2) as pool:
            sent = [pool.submit(self.send, path, given, files) for _ in range(2)]
            return [one.result() for one in sent]

    def _ask(self, request: Request) -> Answer:
        try:
            response: HTTPResponse = self._opener.open(request, timeout=60)
        except HTTPError as error:
            response = error  # type: ignore[assignment]
        words = response.read().decode("utf-8", "replace")
        given = response.headers
        wait_s = int(given.get("Retry-After", 0))
        return Answer(response.status, words, given.get("Location", ""), wait_s)


class Reader(Anybody):
    """Somebody who logged in and reads."""

    def __init__(self, address: str, login_name: str, password: str) -> None:
        super().__init__(address)
        (form,) = Page(self.get("/login/").words.replace("<body", "<main><body")).forms[:1]
        given = {one.name: one.value for one in form.controls}
        given |= {"login": login_name, "password": password}
        answer = self.send("/login/", given, {})
        if answer.status == TOO_OFTEN:
            # Many came through this door from one address: wait as the page says.
            time.sleep(answer.wait_s)
            answer = self.send("/login/", given, {})
        assert answer.status == 302, answer.words


def filled(
    form: Form, known: dict[str, object]
) -> tuple[dict[str, object], dict[str, tuple[str, bytes]]]:
    """Fill in a form: what is known by name, else what it holds, else something plausible."""
    given: dict[str, object] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for one in form.controls:
        if one.sort == "file":
            path = known.get(one.name, PAPER)
            if path is None:
                continue
            files[one.name] = (
                (path.name, path.read_bytes()) if isinstance(path, Path) else ("件.pdf", PAPER)
            )
        elif known.get(one.name) is LAST:
            given[one.name] = one.options[-1]
        elif one.name in known:
            given[one.name] = known[one.name]
        elif one.sort in ("radio", "checkbox"):
            if one.is_checked or (one.sort == "radio" and one.name not in given):
                given[one.name] = one.value
            given.setdefault(one.name, one.value)
        elif one.sort == "select":
            choices = [value for value in one.options if value]
            given[one.name] = choices[0] if choices else ""
        else:
            given[one.name] = one.value.strip() or _plausible(one.sort)
    return given, files


def target(page: str, form: Form, button: tuple[str, str, str]) -> str:
    """Return where a button of a form sends it."""
    return urlsplit(urljoin(page, button[2] or form.action or page)).path


def _plausible(sort: str) -> str:
    return {"date": "2019-09-02", "datetime-local": "2019-09-02T09:00", "number": "1", "hidden": ""}.get(sort, "试填一句")  # noqa: E501 # fmt: skip


def _body(boundary: str, given: dict[str, object], files: dict[str, tuple[str, bytes]]) -> bytes:
    parts = []
    for name, value in given.items():
        values = value if isinstance(value, list) else [value]
        for one in values:
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode())  # noqa: E501 # fmt: skip
    for name, (file, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: application/octet-stream\r\n\r\n'  # noqa: E501 # fmt: skip
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def place_of(path: str, patterns: dict[str, re.Pattern[str]]) -> str:
    """Return the name of the address that a path is, with the verb where it has one."""
    for name, pattern in patterns.items():
        found = pattern.fullmatch(path)
        if found:
            parts = found.groupdict()
            verb = parts.get("verb") or parts.get("step") or parts.get("kind") or ""
            return f"{name} {verb}".strip()
    return ""
