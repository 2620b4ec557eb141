import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.formats.layer_exchange import ShapeUnreadable, read_columns, write_columns

SQUARES = shapely.box([0, 10, 20], 0, [10, 20, 30], 10)
ATTRIBUTES = {
    "地类": np.array(["耕地", None, "a\nb"], dtype=object),
    "面积": np.array([1.5, np.nan, 3.0]),
    "编号": np.array([1, 2, 3], dtype=np.int32),
    "日期": np.array(["2019-09-25", "NaT", "2020-01-01"], dtype="datetime64[D]"),
}


def written(folder, shapes=None, attributes=None):
    blobs = shapely.to_wkb(SQUARES) if shapes is None else shapes
    columns = ATTRIBUTES if attributes is None else attributes
    write_columns(folder, "EPSG:4547", np.arange(len(blobs)), blobs, columns)
    return folder


def test_columns_come_back_as_they_were(tmp_path):
    found = read_columns(written(tmp_path))
    assert found.crs == "EPSG:4547"
    assert found.rows.tolist() == [0, 1, 2]
    assert shapely.equals_exact(found.geometries, SQUARES).all()
    assert list(found.attributes) == list(ATTRIBUTES)
    for name, column in ATTRIBUTES.items():
        assert found.attributes[name].dtype == column.dtype
        assert found.attributes[name].astype(str).tolist() == column.astype(str).tolist()


@given(texts=st.lists(st.none() | st.text(), min_size=1))
def test_any_text_comes_back_unchanged(texts, tmp_path_factory):
    column = np.empty(len(texts), dtype=object)
    column[:] = texts
    folder = tmp_path_factory.mktemp("columns")
    shapes = np.full(len(texts), None, dtype=object)
    found = read_columns(written(folder, shapes, {"名称": column}))
    assert found.attributes["名称"].tolist() == texts


def test_a_feature_without_geometry_stays_in_its_row(tmp_path):
    blobs = shapely.to_wkb(SQUARES)
    blobs[1] = None
    found = read_columns(written(tmp_path, blobs))
    assert [shape is None for shape in found.geometries] == [False, True, False]


def test_geometries_of_many_blocks_keep_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr("lantu.geo.formats.layer_exchange.BLOCK", 2)
    assert shapely.equals_exact(read_columns(written(tmp_path)).geometries, SQUARES).all()


def test_a_geometry_that_cannot_be_made_is_named_by_its_row(tmp_path):
    blobs = shapely.to_wkb(SQUARES)
    blobs[1] = b"\x01\x63\x00\x00\x00"
    with pytest.raises(ShapeUnreadable) as unreadable:
        read_columns(written(tmp_path, blobs))
    assert unreadable.value.row == 2


def pickled(folder):
    np.save(folder / "1.npy", np.array([{}, {}, {}], dtype=object), allow_pickle=True)


FORGERIES = {
    "no meaning": lambda folder: (folder / "columns.json").unlink(),
    "a list for a meaning": lambda folder: (folder / "columns.json").write_text("[]"),
    "a column that is absent": lambda folder: (folder / "0.json").unlink(),
    "a column too short": lambda folder: (folder / "0.json").write_text('["耕地"]', "utf-8"),
    "a column of objects": pickled,
    "offsets that fall": lambda folder: np.save(folder / "offsets.npy", [0, 186, 93, 279]),
    "offsets beyond the end": lambda folder: np.save(folder / "offsets.npy", [0, 93, 186, 9999]),
    "offsets of fewer rows": lambda folder: np.save(folder / "offsets.npy", [0, 279]),
    "a file cut short": lambda folder: (folder / "rows.npy").write_bytes(b"\x93NUMPY"),
    "an empty file": lambda folder: (folder / "rows.npy").write_bytes(b""),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_what_contradicts_itself_is_not_believed(forge, tmp_path):
    forge(written(tmp_path))
    with pytest.raises(ValueError):  # noqa: PT011 - which words NumPy uses is its own affair
        read_columns(tmp_path)
