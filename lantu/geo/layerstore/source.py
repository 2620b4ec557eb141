"""Reading a layer that an engineer of the city brings: any vector file that GDAL's readers know.

The file is read in a bound process of its own (`lantu.geo.formats.layer_door`): the office's own
people chose it, but others made it.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.layer_door import LayerLimits, read_layer


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to read a file where it does not say so itself.

    Attributes:
        layer: the layer in a file of several.
        crs: its CRS, where the file carries none.
        encoding: of its texts, where the file does not tell.
        key_attribute: the field that names a feature from version to version; None is the
            number that the file gives it.
    """

    layer: str | None = None
    crs: str | None = None
    encoding: str | None = None
    key_attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its features in the measuring CRS, and the CRS that they had in the file."""

    features: FeatureTable
    crs: str


def read_source(
    path: Path,
    crs: str,
    options: SourceOptions | None = None,
    *,
    limits: LayerLimits | None = None,
) -> Source:
    """Read a file's features into a measuring CRS.

    Args:
        path: GeoJSON, TopoJSON, GeoPackage, Shapefile or what else GDAL reads.
        crs: the measuring CRS, such as "EPSG:4547".
        options: what the file does not say itself.
        limits: how large it may be.

    Raises:
        Refused: the file cannot be read, has no CRS, or keys are absent or repeat.
    """
    chosen = options or SourceOptions()
    found = read_layer(path, layer=chosen.layer, encoding=chosen.encoding, limits=limits)
    keys = _keys(path, found.rows, found.attributes, chosen.key_attribute)
    source_crs = chosen.crs or found.crs
    if source_crs is None:
        raise _refused("source_without_crs", path)
    moved = transformed(found.geometries, source_crs, crs)
    return Source(FeatureTable(keys, moved, found.attributes), str(source_crs))


def _keys(
    path: Path, rows: NDArray[Any], attributes: dict[str, NDArray[Any]], name: str | None
) -> NDArray[Any]:
    if name is None:
        return np.array([str(row) for row in rows], dtype=object)
    if name not in attributes:
        fields = "、".join(attributes)
        raise _refused("source_key_absent", path, field=name, fields=fields)
    keys = np.array([str(value) for value in attributes[name]], dtype=object)
    repeated = [key for key, count in Counter(keys.tolist()).items() if count > 1]
    if repeated:
        facts = {"field": name, "count": len(repeated), "example": repeated[0]}
        raise _refused("source_key_repeats", path, **facts)
    return keys


def transformed(geometries: NDArray[Any], source: str, target: str) -> NDArray[Any]:
    """Move geometries from one CRS to another, easting or longitude first in both."""
    if CRS.from_user_input(source) == CRS.from_user_input(target):
        return geometries
    transformer = Transformer.from_crs(source, target, always_xy=True)

    def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    moved: NDArray[Any] = shapely.transform(shapely.force_2d(geometries), move)
    return moved


def _refused(code: str, path: Path, **facts: str | int) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=path.name), facts))
