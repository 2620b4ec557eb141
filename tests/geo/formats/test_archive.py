import stat
import struct
import zipfile

import pytest

from lantu.geo.finding import Refused
from lantu.geo.formats.archive import LARGEST_RATIO, MOST_MEMBERS, unpack, unpack_all
from tests.geo.formats.samples import BOUNDARY, codes, write_zip

CAP = 20 << 20


def refusal(path, tmp_path, size_bytes=CAP):
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(Refused) as refused:
        unpack(path, work, file=path.name, size_bytes=size_bytes)
    assert not any(work.iterdir()), "nothing of a refused archive is unpacked"
    return refused.value.findings


def test_the_one_red_line_of_an_archive_is_unpacked_under_a_name_of_our_own(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"项目/红线.txt": BOUNDARY})
    unpacked = unpack(path, tmp_path, file="a.zip", size_bytes=CAP)
    assert unpacked.path == tmp_path / "layer.txt"
    assert unpacked.path.read_text("utf-8") == BOUNDARY
    assert unpacked.name == "项目/红线.txt"


def test_a_shapefile_comes_with_its_companions_whatever_the_case(tmp_path):
    members = {"a.SHP": b"1", "A.dbf": b"2", "a.Prj": b"3", "b.dbf": b"4", "readme.txt": b"5"}
    unpack(write_zip(tmp_path / "a.zip", members), tmp_path, file="a.zip", size_bytes=CAP)
    found = {path.name: path.read_bytes() for path in tmp_path.glob("layer*")}
    assert found == {"layer.shp": b"1", "layer.dbf": b"2", "layer.prj": b"3"}


def test_names_in_gbk_are_read_as_such(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"XXXX.txt": BOUNDARY})
    data = path.read_bytes().replace(b"XXXX", "红线".encode("gb18030"))
    path.write_bytes(data)
    assert unpack(path, tmp_path, file="a.zip", size_bytes=CAP).name == "红线.txt"


@pytest.mark.parametrize(
    "name", ["../x.txt", "/etc/x.txt", "C:\\x.txt", "c:x.txt", "a/../../x.txt", "..\\..\\x.txt"]
)
def test_a_name_that_leads_outside_is_refused(name, tmp_path):
    findings = refusal(write_zip(tmp_path / "a.zip", {name: BOUNDARY}), tmp_path)
    assert codes(findings) == ["archive_escapes"]
    assert findings[0].facts["name"] == name


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind, tmp_path):
    path = tmp_path / "a.zip"
    info = zipfile.ZipInfo("red.txt")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert codes(refusal(path, tmp_path)) == ["archive_link"]


def test_an_encrypted_archive_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": BOUNDARY})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert codes(refusal(path, tmp_path)) == ["archive_encrypted"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": bytes(10 << 20)})
    assert path.stat().st_size * LARGEST_RATIO < 10 << 20
    assert codes(refusal(path, tmp_path)) == ["archive_bomb"]


def test_many_members_that_are_large_together_are_refused(tmp_path):
    noise = bytes(range(256)) * 40
    path = write_zip(tmp_path / "a.zip", {f"{at}.bin": noise for at in range(20)})
    assert codes(refusal(path, tmp_path, size_bytes=100_000)) == ["archive_too_large"]


def test_an_archive_of_very_many_members_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", {f"{at}.txt": b"" for at in range(MOST_MEMBERS + 1)})
    assert codes(refusal(path, tmp_path)) == ["archive_too_many_members"]


def test_a_header_that_lies_about_the_size_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": BOUNDARY * 100})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[22:26] = data[central + 24 : central + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(Refused) as refused:
        unpack(path, work, file="a.zip", size_bytes=CAP)
    assert codes(refused.value.findings) == ["archive_damaged"]


@pytest.mark.parametrize("kept", [10, 30, 60, 100, 200])
def test_a_truncated_archive_is_refused(kept, tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": BOUNDARY})
    path.write_bytes(path.read_bytes()[:kept])
    assert codes(refusal(path, tmp_path)) == ["archive_damaged"]


def test_damage_inside_a_member_is_noticed(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": BOUNDARY})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(Refused) as refused:
        unpack(path, work, file="a.zip", size_bytes=CAP)
    assert codes(refused.value.findings) == ["archive_damaged"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a.shp": b"1", "b.shp": b"2"}, "archive_several_red_lines"),
        ({"a.txt": b"1", "b.geojson": b"2"}, "archive_several_red_lines"),
        ({"photo.jpg": b"1"}, "archive_without_red_line"),
        ({}, "archive_without_red_line"),
        ({"inner.zip": b"PK"}, "archive_nested"),
        ({"a.gdb/a0001.gdbtable": b"1"}, "content_geodatabase"),
        ({"[Content_Types].xml": b"1", "word/document.xml": b"2"}, "content_office"),
    ],
)
def test_an_archive_without_exactly_one_red_line_is_refused(members, code, tmp_path):
    assert codes(refusal(write_zip(tmp_path / "a.zip", members), tmp_path)) == [code]


def test_a_google_earth_archive_is_named(tmp_path):
    path = write_zip(tmp_path / "a.kmz", {"doc.kml": b"<kml/>"})
    assert codes(refusal(path, tmp_path)) == ["content_kml"]


def test_what_a_mac_adds_is_passed_over(tmp_path):
    members = {"a.txt": BOUNDARY, "__MACOSX/._a.txt": b"x", ".DS_Store": b"y", "empty/": b""}
    path = write_zip(tmp_path / "a.zip", members)
    assert unpack(path, tmp_path, file="a.zip", size_bytes=CAP).name == "a.txt"


def test_a_package_is_unpacked_whole_under_the_names_that_its_table_gives(tmp_path):
    members = {"包/项目.json": "[]", "包/红线/1.txt": BOUNDARY, "__MACOSX/._1.txt": "x"}
    path = write_zip(tmp_path / "a.zip", members)
    folder = tmp_path / "files"
    folder.mkdir()
    made = unpack_all(path, folder, file="a.zip", size_bytes=CAP)
    assert [each.relative_to(folder).as_posix() for each in made] == list(members)[:2]
    assert made[1].read_text("utf-8") == BOUNDARY


@pytest.mark.parametrize("members", [{"../x.txt": "x"}, {"a": "x", "a/b.txt": "x"}])
def test_nothing_of_a_package_leads_outside_or_stands_in_for_a_folder(members, tmp_path):
    path = write_zip(tmp_path / "a.zip", members)
    folder = tmp_path / "files"
    folder.mkdir()
    with pytest.raises(Refused):
        unpack_all(path, folder, file="a.zip", size_bytes=CAP)
    assert [each.name for each in tmp_path.rglob("x.txt")] == []
