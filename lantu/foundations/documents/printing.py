"""Papers as PDF/A-3: made of HTML, with the record attached and its digest in the metadata.

Two papers of one record may differ in their bytes; the digest that they carry is the record's, and
that is what is served and verified.
"""

import io
from typing import Any

import pikepdf
import segno
from django.conf import settings

DIGEST_SHOWN = 16
RECORD_NAME = "record.json"


def verification_address(code: str) -> str:
    """Return the address that a paper's code leads to."""
    return f"{settings.PUBLIC_ADDRESS}/v/{code}"


def code_picture(code: str) -> str:
    """Return the address of a verification as a QR code: an SVG that needs no file."""
    made = segno.make(verification_address(code), error="m")
    return str(made.svg_data_uri(scale=4, border=2, dark="#000"))


def pdf_of(html: str, *, title: str, record: str = "", digest: str = "") -> bytes:
    """Print a paper.

    Args:
        html: the whole paper, in Chinese.
        title: its heading, for the metadata.
        record: the record that it was made of, as JSON text; attached where given.
        digest: the digest of the record, kept in the metadata.
    """
    # Loading the printer takes half a second, which pages that print nothing do not pay.
    from weasyprint import HTML, Attachment

    attached = []
    if record:
        attached.append(
            Attachment(
                string=record, name=RECORD_NAME, description="文书记录", relationship="Source"
            )
        )
    printed = HTML(string=html).write_pdf(pdf_variant="pdf/a-3b", attachments=attached)
    return _described(printed, title, digest)


def digest_of(pdf: bytes) -> str:
    """Return the digest of the record that a PDF says it was made of; empty where it says none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        return str(metadata.get("dc:identifier", "")).removeprefix("sha256:")


def _described(pdf: bytes, title: str, digest: str) -> bytes:
    """Put title and digest into the metadata; the variant that is claimed stays."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False) as metadata:
            facts: dict[str, Any] = {"dc:title": title, "dc:language": ["zh-CN"]}
            if digest:
                facts["dc:identifier"] = f"sha256:{digest}"
            for name, value in facts.items():
                metadata[name] = value
        opened.save(made)
    return made.getvalue()
