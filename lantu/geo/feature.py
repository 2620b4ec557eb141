"""Features in columns: what readers return, quality looks at, and the layer store keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class FeatureTable:
    """Polygons of one layer in one CRS, with their attributes, column by column.

    Attributes:
        keys: n strings, unique in the layer, stable from version to version.
        geometries: n Shapely polygons or multipolygons.
        attributes: name → n values (strings, floats or integers).
    """

    keys: NDArray[Any]
    geometries: NDArray[Any]
    attributes: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse columns of unequal length and keys that repeat."""
        columns = {"geometries": self.geometries, **self.attributes}
        for name, column in columns.items():
            if len(column) != len(self.keys):
                raise ValueError(f"column {name} has {len(column)} rows, keys has {len(self.keys)}")
        if len(np.unique(self.keys)) != len(self.keys):
            raise ValueError("feature keys are not unique")

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.keys)
