import io
from uuid import uuid4

import pikepdf
import pytest
from PIL import Image

from lantu.foundations.acts.gate import Missing
from lantu.geo.finding import Refused
from lantu.systems.blueprint.scans import keep_scan, open_scan


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VARIABLE_DIRECTORY = tmp_path


def a_picture(form="PNG"):
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#f4f1e6").save(made, form)
    return made.getvalue()


@pytest.mark.parametrize(
    ("form", "name"), [("PNG", "示意.png"), ("JPEG", "示意.jpg"), ("PDF", "示意.pdf")]
)
def test_a_scan_becomes_a_picture_and_stays_as_it_came(form, name):
    account, content = uuid4(), a_picture(form)
    scan = keep_scan(account, content, file=f"c:\\scans\\{name}")
    again = open_scan(account, scan.id)
    assert (again.file, again.width, again.height) == (name, 640, 480)
    assert again.content == content
    assert again.picture.startswith(b"\x89PNG")


def test_the_scan_of_another_is_not_there():
    scan = keep_scan(uuid4(), a_picture(), file="示意.png")
    with pytest.raises(Missing):
        open_scan(uuid4(), scan.id)


def test_what_is_no_picture_is_refused_with_what_to_do():
    empty = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(empty)
    for content in (b"no picture", empty.getvalue()):
        with pytest.raises(Refused) as refused:
            keep_scan(uuid4(), content, file="示意.pdf")
        assert refused.value.findings[0].code == "scan_unreadable"
