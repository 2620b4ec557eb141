"""Scans of sketches on their way in: a picture that a browser can show, kept for a day."""

import io
import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.geo.finding import Finding, Place, Refused, Severity

MOST_PIXELS = 60_000_000
SHOWN_PIXELS = 3_000  # longest edge of the picture that is shown and traced
LONGEST_NAME = 96
PDF_HEAD = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as it came in, and the picture made of it."""

    id: UUID
    folder: Path
    file: str
    width: int
    height: int

    @property
    def content(self) -> bytes:
        """The bytes as they came in."""
        return (self.folder / "source").read_bytes()

    @property
    def picture(self) -> bytes:
        """The picture that is shown, as PNG."""
        return (self.folder / "picture.png").read_bytes()


def keep_scan(account_id: UUID, content: bytes, *, file: str) -> Scan:
    """Make a picture of a scan and keep both.

    Args:
        account_id: who brings it.
        content: a PNG, a JPEG, or a PDF whose first page is a scan.
        file: what the file is called.

    Raises:
        Refused: it is none of these, or too large to be shown.
    """
    name = Path(file.replace("\\", "/")).name[:LONGEST_NAME]
    picture, width, height = _pictured(content, name)
    scan_id = uuid4()
    folder = _folder(account_id) / str(scan_id)
    folder.mkdir(parents=True)
    (folder / "source").write_bytes(content)
    (folder / "picture.png").write_bytes(picture)
    facts = {"file": name, "width": width, "height": height}
    (folder / "scan.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return Scan(scan_id, folder, name, width, height)


def open_scan(account_id: UUID, scan_id: UUID) -> Scan:
    """Return a scan that an account brought.

    Raises:
        Missing: there is none, or it is another's.
    """
    folder = _folder(account_id) / str(scan_id)
    try:
        facts = json.loads((folder / "scan.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise Missing(ActFault.MISSING, noun="扫描图") from error
    return Scan(scan_id, folder, facts["file"], facts["width"], facts["height"])


def _folder(account_id: UUID) -> Path:
    return Path(settings.VARIABLE_DIRECTORY, "drafts", str(account_id))


def _pictured(content: bytes, name: str) -> tuple[bytes, int, int]:
    """Return a PNG of a scan with its width and height."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            source = _first_page(content) if content.startswith(PDF_HEAD) else None
            image = source or Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise _refused("scan_too_large", name)
            shown = ImageOps.exif_transpose(image).convert("RGB")
            shown.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
    except Refused:
        raise
    except Exception as error:
        raise _refused("scan_unreadable", name) from error
    made = io.BytesIO()
    shown.save(made, "PNG")
    return made.getvalue(), shown.width, shown.height


def _first_page(content: bytes) -> Any:
    """Return the largest picture on the first page of a PDF: a scan has exactly one."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        pictures = [_picture(one) for one in document.pages[0].get_images().values()]
        largest = max(pictures, key=lambda one: one.width * one.height)
        if largest.width * largest.height > MOST_PIXELS:
            raise _refused("scan_too_large", "PDF")
        return largest.as_pil_image().convert("RGB")


def _picture(held: Any) -> Any:
    import pikepdf

    return pikepdf.PdfImage(held)


def _refused(code: str, name: str) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=name)))
