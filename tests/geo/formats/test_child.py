import pytest

from lantu.geo.finding import Refused
from lantu.geo.formats.child import MOST_OF_A_CODE, main, read
from lantu.geo.formats.confinement import FilterUnavailable
from lantu.geo.formats.exchange import decode
from lantu.geo.formats.exchange_request import Request, encode_request
from tests.geo.formats.drawings import drawing, polyline
from tests.geo.formats.samples import BOUNDARY, LIMITS, LOT, PAIRS, codes, write_vector, write_zip


def reading(path, encoding=None):
    work = path.parent / "work"
    work.mkdir(exist_ok=True)
    return read(path, file=path.name, limits=LIMITS, encoding=encoding, work=work)


def refusal(path):
    with pytest.raises(Refused) as refused:
        reading(path)
    return refused.value.findings


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GEOJSON = '{"type":"Polygon","coordinates":[[[113,34],[113.1,34],[113.1,34.1],[113,34]]]}'


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        (BOUNDARY, "界址点文本"),
        (PAIRS, "粘贴坐标"),
        (GEOJSON, "GeoJSON"),
        (drawing(polyline()), "DXF"),
    ],
)
def test_texts_are_told_by_what_stands_in_them(content, format_name, tmp_path):
    found = reading(written(tmp_path / "misleading.shp.jpg", content))
    assert found.format == format_name
    assert len(found.features) == 1


def test_a_text_in_an_archive_is_read_and_named_by_both(tmp_path):
    path = write_zip(tmp_path / "报送.zip", {"红线.txt": BOUNDARY})
    assert reading(path).file == "报送.zip/红线.txt"


@pytest.mark.parametrize("ending", [".shp", ".gpkg"])
def test_vector_files_are_read(ending, tmp_path):
    found = reading(write_vector(tmp_path / f"红线{ending}"))
    assert found.features[0].geometry.equals(LOT)
    assert found.features[0].name == "地块1"


def test_a_zipped_shapefile_is_read(tmp_path):
    write_vector(tmp_path / "a.shp")
    members = {path.name: path.read_bytes() for path in tmp_path.glob("a.*")}
    found = reading(write_zip(tmp_path / "a.zip", members))
    assert found.features[0].geometry.equals(LOT)
    assert found.crs.code == "EPSG:4547"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00" * 50, "content_empty"),
        (b"AC1027" + bytes(50), "content_dwg"),
        (b"%PDF-1.4", "content_pdf"),
        ("郑州市自然资源和规划局公告", "text_without_coordinates"),
        ("WKT,name\nPOLYGON,x\n", "text_without_coordinates"),
        (b"\x81\xff\x81\xff", "text_undecodable"),
        (b"PK\x03\x04 not a zip", "archive_damaged"),
        (b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(100), "vector_damaged"),
        (b"\x00\x00\x27\x0a" + bytes(20), "shapefile_truncated"),
    ],
)
def test_what_cannot_be_read_is_named(content, code, tmp_path):
    assert codes(refusal(written(tmp_path / "a.txt", content))) == [code]


def test_an_archive_in_an_archive_is_refused_whatever_its_name(tmp_path):
    inner = write_zip(tmp_path / "inner.zip", {"a.txt": BOUNDARY}).read_bytes()
    assert codes(refusal(write_zip(tmp_path / "a.zip", {"a.txt": inner}))) == ["archive_nested"]


class Standard:
    """Standard input and output with bytes behind them."""

    def __init__(self, data=b""):
        self.buffer, self.data, self.answer = self, data, b""

    def read(self):
        return self.data

    def write(self, data):
        self.answer += data


def unbound(confinement):
    """Let the process of the tests go on unconfined."""


def unrestricted(*, readable, writable):
    """Let the process of the tests touch what it likes."""


def answered(path, monkeypatch, confine=unbound):
    from lantu.geo.formats.confinement import Confinement

    request = Request(str(path), path.name, LIMITS, None, Confinement())
    output = Standard()
    monkeypatch.setattr("lantu.geo.formats.child.confine", confine)
    monkeypatch.setattr("lantu.geo.formats.child.restrict", unrestricted)
    monkeypatch.setattr("sys.stdin", Standard(encode_request(request)))
    monkeypatch.setattr("sys.stdout", output)
    main()
    return output.answer


def test_the_answer_is_a_reading(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = answered(written(tmp_path / "a.txt", BOUNDARY), monkeypatch)
    assert decode(answer).features[0].name == "示例地块"


def test_faults_that_would_fill_pages_are_counted(tmp_path, monkeypatch):
    path = written(tmp_path / "a.txt", "[地块坐标]\n" + "J1,1,x,y\n" * 100)
    with pytest.raises(Refused) as refused:
        decode(answered(path, monkeypatch))
    findings = refused.value.findings
    assert codes(findings).count("not_a_number") == MOST_OF_A_CODE
    assert findings[-1].code == "more_of_the_same"
    assert findings[-1].facts["count"] == 100 - MOST_OF_A_CODE


def test_an_unconfined_child_reads_nothing(tmp_path, monkeypatch):
    def unavailable(confinement):
        raise FilterUnavailable

    with pytest.raises(Refused) as refused:
        decode(answered(written(tmp_path / "a.txt", BOUNDARY), monkeypatch, unavailable))
    assert codes(refused.value.findings) == ["reader_not_confined"]
