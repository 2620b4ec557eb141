import sqlite3
import struct

import pyogrio
import pytest
import shapely

from lantu.geo.finding import Refused
from lantu.geo.formats.geopackage import read
from tests.geo.formats.samples import LIMITS, LOT, codes, write_vector


def refusal(path):
    with pytest.raises(Refused) as refused:
        read(path, file=path.name, limits=LIMITS)
    return refused.value.findings


def test_a_geopackage_says_its_crs_itself(tmp_path):
    found = read(write_vector(tmp_path / "a.gpkg"), file="红线.gpkg", limits=LIMITS)
    assert (found.crs.code, found.crs.how) == ("EPSG:4547", "header")
    assert found.features[0].geometry == LOT
    assert found.file == "红线.gpkg"


def test_without_a_crs_it_stays_open(tmp_path):
    path = write_vector(tmp_path / "a.gpkg")
    with sqlite3.connect(path) as database:
        database.execute("update gpkg_contents set srs_id = -1")
        database.execute("update gpkg_geometry_columns set srs_id = -1")
    database.close()
    assert codes(refusal(path)) == ["prj_unknown"]


def test_several_layers_are_refused_by_name(tmp_path):
    path = write_vector(tmp_path / "a.gpkg")
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb([LOT]),
        field_data=[],
        fields=[],
        geometry_type="Polygon",
        crs="EPSG:4547",
        driver="GPKG",
        layer="控制线",
        append=True,
    )
    (finding,) = refusal(path)
    assert finding.code == "layers_several"
    assert finding.facts == {"count": 2, "names": "a、控制线"}


@pytest.mark.parametrize("kept", [100, 3000, 20000])
def test_a_truncated_geopackage_is_refused(kept, tmp_path):
    path = write_vector(tmp_path / "a.gpkg")
    path.write_bytes(path.read_bytes()[:kept])
    assert set(codes(refusal(path))) <= {"vector_damaged", "vector_without_geometry", "no_plot"}


def circle(envelope=b"", order="<"):
    """A disc bounded by one circular string, as a GeoPackage keeps it."""
    points = [(0, 0), (1, 1), (2, 0), (1, -1), (0, 0)]
    byte = b"\x01" if order == "<" else b"\x00"
    string = byte + struct.pack(f"{order}II", 8, len(points))
    string += b"".join(struct.pack(f"{order}dd", *point) for point in points)
    disc = byte + struct.pack(f"{order}II", 10, 1) + string
    flags = (1 if order == "<" else 0) | (2 if envelope else 0)
    return b"GP\x00" + bytes([flags]) + struct.pack(f"{order}i", 4547) + envelope + disc


@pytest.mark.parametrize("blob", [circle(), circle(bytes(32)), circle(order=">")])
def test_curves_are_refused_and_not_bent_straight(blob, tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [LOT, LOT])
    with sqlite3.connect(path) as database:
        for (trigger,) in database.execute(
            "select name from sqlite_master where type = 'trigger'"
        ).fetchall():
            database.execute(f'drop trigger "{trigger}"')
        database.execute("update a set geom = ? where fid = 2", [blob])
    database.close()
    (finding,) = refusal(path)
    assert finding.code == "geometry_curved"
    assert finding.facts == {"kind": "CurvePolygon"}
