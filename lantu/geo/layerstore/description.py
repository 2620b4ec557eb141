"""What is said about a layer version: its date, source, accuracy and extent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

Extent = Polygon | MultiPolygon
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LayerDescription:
    """What a layer version says about itself.

    Attributes:
        key: the layer, such as "permanent_basic_farmland".
        name: what people call it.
        as_of_on: the day that the content describes.
        source: who made it, from what.
        accuracy_m: how far a border may be off, where that is known.
        coverage: where the layer has data, in the measuring CRS; None is the whole city.
        class_attribute: the attribute that carries the land class, where there is one.
        source_crs: the CRS that its coordinates were converted from; None where they were not.
    """

    key: str
    name: str
    as_of_on: date
    source: str
    accuracy_m: float | None = None
    coverage: Extent | None = None
    class_attribute: str | None = None
    source_crs: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return plain data for the manifest, the coverage as hexadecimal WKB."""
        return {
            "key": self.key,
            "name": self.name,
            "as_of_on": self.as_of_on.isoformat(),
            "source": self.source,
            "accuracy_m": self.accuracy_m,
            "coverage": None if self.coverage is None else extent_to_hex(self.coverage),
            "class_attribute": self.class_attribute,
            "source_crs": self.source_crs,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "LayerDescription":
        """Read what `to_plain` wrote."""
        coverage = plain["coverage"]
        return cls(
            **{
                **plain,
                "as_of_on": date.fromisoformat(plain["as_of_on"]),
                "coverage": None if coverage is None else extent_from_hex(coverage),
            }
        )


@dataclass(frozen=True, slots=True)
class Repair:
    """An invalid feature that was made valid at ingest, with its plane area before and after.

    One that has no area when it is valid was left out of the layer.
    """

    key: str
    reason: str
    area_before_m2: float
    area_after_m2: float


@dataclass(frozen=True, slots=True)
class LayerVersion:
    """A layer version that is on disk.

    Attributes:
        digest: its identity: what is said about it, its repairs and its features.
        features_digest: the digest of its features alone; the derived arrays lie under it.
        layer: the key of the layer.
        description: what it says about itself.
        feature_count: how many features it has.
        vertex_count: how many vertices they have.
        box: xmin, ymin, xmax, ymax of all features; None where there is none.
        crs: the measuring CRS of its coordinates.
        repairs: features that were made valid at ingest.
    """

    digest: str
    features_digest: str
    layer: str
    description: LayerDescription
    feature_count: int
    vertex_count: int
    box: Box | None
    crs: str
    repairs: tuple[Repair, ...] = ()


def extent_to_hex(extent: Extent) -> str:
    """Return an extent in its one form as hexadecimal WKB."""
    return str(shapely.to_wkb(shapely.normalize(shapely.force_2d(extent)), hex=True, byte_order=1))


def extent_from_hex(text: str) -> Extent:
    """Read what `extent_to_hex` wrote."""
    extent = shapely.from_wkb(text)
    if not isinstance(extent, Polygon | MultiPolygon):
        raise ValueError(f"an extent is a polygon, not {extent.geom_type}")
    return extent
