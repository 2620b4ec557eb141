"""Writing red lines as a zipped shapefile: names in UTF-8 and said so, the CRS beside it."""

import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from pyogrio.raw import write as write_vector

from lantu.geo.formats.reading import ReadFeature

PARTS = ("shp", "shx", "dbf", "prj", "cpg")
# Ten bytes are all that a field may be called: the name of a plot, as the ministry shortens it.
NAME = "DKMC"
SAME_DAY = (1980, 1, 1, 0, 0, 0)


def write(plots: Sequence[ReadFeature], *, crs: str, name: str) -> bytes:
    """Write plots as one layer of polygons.

    Args:
        plots: with geometry in `crs`, easting first; each is one record with its name.
        crs: the code of a CRS.
        name: what the files are called, without an ending.

    Returns:
        The bytes of a ZIP with .shp, .shx, .dbf, .prj and .cpg.
    """
    shapes = np.array([shapely.to_wkb(plot.geometry) for plot in plots], dtype=object)
    names = np.array([plot.name for plot in plots], dtype=object)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.shp"
        write_vector(
            path,
            shapes,
            field_data=[names],
            fields=[NAME],
            crs=crs,
            geometry_type="Polygon",
            driver="ESRI Shapefile",
            encoding="UTF-8",
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in PARTS:
                # The day in the archive says nothing: the same line is the same file.
                entry = zipfile.ZipInfo(f"{name}.{part}", SAME_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.with_suffix(f".{part}").read_bytes())
    return packed.getvalue()
