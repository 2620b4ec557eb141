import json

import numpy as np
import pyarrow.parquet as pq

from lantu.geo.layerstore.canonical import canonical_table, features_digest
from lantu.geo.layerstore.parts import read_parts, write_parts
from tests.geo.layerstore.squares import CRS, squares


def test_parts_keep_every_digit(tmp_path):
    table = canonical_table(squares(5, side=1 / 3))
    names = write_parts(tmp_path, table, CRS)
    assert features_digest(read_parts(tmp_path, names)) == features_digest(table)


def test_a_column_without_any_value_keeps_its_type(tmp_path):
    table = canonical_table(squares(1, 备注=np.array([None], dtype=object)))
    names = write_parts(tmp_path, table, CRS)
    assert features_digest(read_parts(tmp_path, names)) == features_digest(table)


def test_a_part_is_geoparquet_that_says_its_crs_and_box(tmp_path):
    write_parts(tmp_path, canonical_table(squares(4)), CRS)
    metadata = pq.read_metadata(tmp_path / "parts" / "whole.parquet").metadata
    header = json.loads(metadata[b"geo"])
    column = header["columns"][header["primary_column"]]
    assert (header["version"], column["encoding"]) == ("1.1.0", "WKB")
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4547}
    assert column["bbox"] == [0, 0, 40, 10]
