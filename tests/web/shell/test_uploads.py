import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs import store
from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.blobs.models import Blob
from lantu.law.wording import Refused
from lantu.web.shell import uploads

ASIDE = Request(SYSTEM)
CLEARED = Clearance("unclassified", "保密员")


def upload(content, name="函.pdf"):
    return uploads.kept(ASIDE, SimpleUploadedFile(name, content), CLEARED)


def test_a_paper_is_kept_by_its_digest_with_the_kind_that_its_bytes_say(town, blob_folder):
    digest = upload(b"%PDF-1.7 letter", "骗人的.exe")
    assert store.read(digest) == b"%PDF-1.7 letter"
    assert Blob.objects.get(digest=digest).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "空文件"), (b"MZ\x90 program", "不是 PDF、图片"), (b"<html>", "不是 PDF、图片")],
)
def test_what_is_no_paper_is_refused_with_its_name(town, blob_folder, content, said):
    with pytest.raises(Refused, match=said) as refused:
        upload(content, "附件.pdf")
    assert "附件.pdf" in str(refused.value)
    assert not Blob.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_both_sizes(town, blob_folder, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BYTES", 2 * 1024 * 1024)
    with pytest.raises(Refused, match="3 MB，超过 2 MB"):
        upload(b"%PDF-" + b"0" * (3 * 1024 * 1024))
