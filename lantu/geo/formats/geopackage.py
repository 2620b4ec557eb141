"""GeoPackages with one layer of polygons."""

from pathlib import Path

import pyogrio
import pyogrio.errors

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.formats.vector import crs_of, read_features

NAME = "GeoPackage"


def read(path: Path, *, file: str, limits: Limits) -> Reading:
    """Read the polygons of a GeoPackage.

    Raises:
        Refused: it is damaged, holds no or several layers with geometry, or no polygons.
    """
    place = Place(file=file)
    try:
        listed = pyogrio.list_layers(path)
        layers = [str(name) for name, kind in listed if kind is not None]
        if not layers:
            raise Refused(Finding("vector_without_geometry", Severity.REFUSAL, place))
        if len(layers) > 1:
            facts: dict[str, Fact] = {"count": len(layers), "names": "、".join(layers)[:200]}
            raise Refused(Finding("layers_several", Severity.REFUSAL, place, facts))
        told = pyogrio.read_info(path, layer=layers[0])["crs"]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError):
        raise Refused(Finding("vector_damaged", Severity.REFUSAL, place)) from None
    features, findings = read_features(path, file=file, limits=limits, layer=layers[0])
    crs = crs_of(str(told), file=file, how="header") if told else None
    return Reading(file, NAME, "utf-8", crs, features, tuple(findings))
