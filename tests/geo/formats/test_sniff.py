import pytest
import yaml

from lantu.geo.formats.sniff import READ, Content, sniff
from tests.conftest import ROOT

KNOWN = {
    b"": Content.EMPTY,
    b"\xef\xbb\xbf \r\n\t": Content.EMPTY,
    b"\x00" * 4096: Content.EMPTY,
    b"AC1032\x00\x00": Content.DWG,
    b"  0\r\nSECTION\r\n": Content.DXF,
    b"AutoCAD Binary DXF\r\n": Content.DXF,
    b"PK\x03\x04": Content.ZIP,
    b"Rar!\x1a\x07\x01\x00": Content.RAR,
    b"7z\xbc\xaf\x27\x1c": Content.SEVEN_ZIP,
    b"\x1f\x8b\x08": Content.GZIP,
    b"%PDF-1.7": Content.PDF,
    b"\x89PNG\r\n": Content.IMAGE,
    b"\xff\xd8\xff\xe0": Content.IMAGE,
    b"\xd0\xcf\x11\xe0\xa1\xb1": Content.OFFICE,
    b"\x00\x00\x27\x0a": Content.SHAPEFILE,
    b"SQLite format 3\x00": Content.SQLITE,
    b"SQLite format 3\x00" + b"\x00" * 52 + b"GPKG": Content.GEOPACKAGE,
    b'<?xml version="1.0"?><kml>': Content.KML,
    b"<html>": Content.XML,
    b'{"type": "Polygon"}': Content.JSON,
    b'[{"a": 1}]': Content.JSON,
    b"\xff\xfe[\x00": Content.TEXT,
    "[地块坐标]".encode("gb18030"): Content.TEXT,
    "［属性描述］".encode(): Content.TEXT,
    b"J1,1,3846000,38465600": Content.TEXT,
    b"HeadBegin\r\n": Content.VCT,
    b"Version 300\r\nCharset": Content.MAPINFO,
    b'PROJCS["CGCS2000"': Content.PROJECTION,
    b"\x01\x02\x00\x03": Content.UNKNOWN,
}


@pytest.mark.parametrize(("head", "content"), KNOWN.items(), ids=lambda value: repr(value)[:30])
def test_a_file_is_told_by_its_first_bytes(head, content):
    assert sniff(head) is content


def test_a_lying_name_changes_nothing():
    assert sniff(b"AC1015....", "red line.txt") is Content.DWG
    assert sniff(b"PK\x03\x04....", "red line.shp") is Content.ZIP


def test_an_index_is_told_from_its_shapefile_by_name_as_both_begin_alike():
    assert sniff(b"\x00\x00\x27\x0a", "线.SHX") is Content.SHAPEFILE_INDEX


def test_a_dbase_table_is_told_by_version_and_date():
    assert sniff(b"\x03\x77\x0b\x17" + bytes(28)) is Content.DBASE


def test_every_kind_that_is_not_read_has_a_sentence():
    worded = yaml.safe_load((ROOT / "lantu/geo/formats/wording.yaml").read_text("utf-8"))
    missing = {f"content_{kind}" for kind in Content if kind not in READ} - worded.keys()
    assert missing == set()
