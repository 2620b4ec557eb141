"""A file that came in by a form: its bytes stored, its row kept, its kind looked at."""

from django.core.files.uploadedfile import UploadedFile

from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.blobs.clearance import Clearance

LARGEST_BYTES = 20 * 1024 * 1024
# What the first bytes of a file say that it is; its name and what the browser says decide nothing.
KINDS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"PK\x03\x04": "application/zip",
}


class UploadFault(Code):
    """Why a file is not taken."""

    TOO_LARGE = "upload.too_large"
    UNKNOWN_KIND = "upload.unknown_kind"
    EMPTY = "upload.empty"


def kept(by: Request, uploaded: UploadedFile[bytes], clearance: Clearance) -> str:
    """Keep an uploaded paper or picture and return its digest.

    Args:
        by: who uploads.
        uploaded: the file.
        clearance: what was stated of its secrecy, and who reviewed it.

    Raises:
        Refused: it is empty, too large, or neither PDF, picture nor an office document.
    """
    name, size = uploaded.name or "未命名", uploaded.size or 0
    if not size:
        raise Refused(UploadFault.EMPTY, name=name)
    if size > LARGEST_BYTES:
        raise Refused(UploadFault.TOO_LARGE, name=name, size_mb=round(size / 1024**2, 1),
                      largest_mb=LARGEST_BYTES // 1024**2)  # fmt: skip
    head = uploaded.read(8)
    uploaded.seek(0)
    kind = next((kind for magic, kind in KINDS.items() if head.startswith(magic)), None)
    if kind is None:
        raise Refused(UploadFault.UNKNOWN_KIND, name=name)
    digest = store.store(uploaded.chunks())
    keep_blob(by, digest=digest, name=name, media_type=kind, clearance=clearance)
    return digest
