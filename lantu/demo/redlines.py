"""Sample red lines for the small demo city, one for each finding that geometry can trip."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import shapely
import yaml
from numpy.typing import NDArray

from lantu.demo.chance import generator
from lantu.demo.city import City
from lantu.demo.heritage import uneven_outline
from lantu.geo.feature import FeatureTable

TOUCH_M = 0.004
NEAR_RAILWAY_M = 40.0
Recipe = Callable[["Sites"], shapely.Geometry]


@dataclass(frozen=True, slots=True)
class Redline:
    """A sample red line: the name of its file, what it shows, how it is written, its ground."""

    name: str
    title: str
    style: str
    shape: shapely.Geometry


@dataclass(frozen=True, eq=False)
class Sites:
    """Where to find the ground of the samples in a city's layers."""

    city: City
    tables: Mapping[str, FeatureTable]
    name: str = ""

    @cached_property
    def chance(self) -> np.random.Generator:
        """The chance of this sample alone."""
        return generator(self.city.seed, "redline", self.name)

    def features(
        self, layer: str, least_m2: float = 0.0, most_m2: float = np.inf, **values: Any
    ) -> NDArray[Any]:
        """Return a layer's shapes between two areas that carry the values."""
        table = self.tables[layer]
        areas = shapely.area(table.geometries)
        fit = (areas > least_m2) & (areas < most_m2)
        for name, value in values.items():
            fit &= table.attributes[name] == value
        return table.geometries[fit]

    def one(self, shapes: NDArray[Any]) -> shapely.Geometry:
        """Choose one of the shapes."""
        chosen: shapely.Geometry = shapes[int(self.chance.integers(len(shapes)))]
        return chosen

    def on_edge(
        self, layer: str, reach_m: float, least_m2: float = 8_000.0, **values: Any
    ) -> shapely.Polygon:
        """Lay an outline across the edge of a feature of a layer."""
        feature = self.one(self.features(layer, least_m2, **values))
        edge = shapely.get_parts(shapely.boundary(feature))[0]
        for share in self.chance.uniform(0.05, 0.95, 50):
            place = shapely.line_interpolate_point(edge, share, normalized=True)
            outline = uneven_outline(self.chance, shapely.get_coordinates(place)[0], reach_m)
            if shapely.covers(self.city.ground.boundary, outline):
                return outline
        raise LookupError(f"no edge of {layer} lies inside the city")

    def clean(self) -> shapely.Polygon:
        """Find a parcel in town that no protecting layer meets, and stay off its borders."""
        plots = shapely.buffer(
            self.features("regulatory_plan", 12_000, 90_000, planned_use="R2"),
            -6.0,
            join_style="mitre",
        )
        free = shapely.get_type_id(plots) == 3
        for layer in protecting_layers():
            distance_m = 60.0 if layer == "railway" else 1.0
            met, _ = shapely.STRtree(self.tables[layer].geometries).query(
                plots, predicate="dwithin", distance=distance_m
            )
            free[met] = False
        zones = self.features("land_use_plan", zone="允许建设区")
        held, _ = shapely.STRtree(zones).query(plots, predicate="covered_by")
        inside = np.zeros(len(plots), dtype=bool)
        inside[held] = True
        return largest(self.one(plots[free & inside]))


def protecting_layers() -> tuple[str, ...]:
    """Return the layers an overlap with which speaks against a site or asks somebody."""
    text = files("lantu.law").joinpath("blueprint", "layers.yaml").read_text("utf-8")
    return tuple(
        row["key"] for row in yaml.safe_load(text) if row["overlap"] in ("adverse", "trigger")
    )


def largest(shape: shapely.Geometry) -> shapely.Polygon:
    """Return the largest polygon of a shape, its holes filled."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    return shapely.Polygon(max(parts, key=shapely.area).exterior)


def _along(shape: shapely.Geometry, share: float) -> NDArray[np.float64]:
    """Return the point at a share of the way along a shape's outer ring."""
    ring = largest(shape).exterior
    return np.asarray(ring.interpolate(share, normalized=True).coords[0])


def _touching(sites: Sites) -> shapely.Geometry:
    park = sites.one(sites.features("greening_green_line", 9_000, 80_000, green="公园绿地"))
    edge = _along(park, 0.3)
    outline = uneven_outline(sites.chance, edge, 55.0)
    return largest(shapely.difference(outline, shapely.buffer(park, -TOUCH_M, join_style="mitre")))


def _near_railway(sites: Sites) -> shapely.Geometry:
    land = sites.one(sites.features("railway", 60_000))
    edge = _along(land, 0.2)
    outline = uneven_outline(sites.chance, edge, 170.0)
    near = shapely.union_all(sites.tables["railway"].geometries)
    return largest(shapely.difference(outline, shapely.buffer(near, NEAR_RAILWAY_M)))


def _with_hole(sites: Sites) -> shapely.Geometry:
    outer = sites.on_edge("industrial_layout", 150.0)
    centre = shapely.get_coordinates(shapely.point_on_surface(outer))[0]
    inner = uneven_outline(sites.chance, centre, 18.0)
    return shapely.difference(outer, inner)


def _two_plots(sites: Sites) -> shapely.Geometry:
    first = sites.on_edge("land_supply", 70.0)
    moved = shapely.transform(first, lambda at: at + np.array([420.0, 130.0]))
    return shapely.MultiPolygon([first, moved])


def _large(sites: Sites) -> shapely.Geometry:
    return sites.on_edge("development_boundary", 1_400.0, 5e6, zone="城镇集中建设区")


def _uncovered(sites: Sites) -> shapely.Geometry:
    parcels = sites.city.parcels
    away = (
        parcels.town
        & (sites.city.district_names(parcels.homes) == "登封市")
        & ~parcels.pieces.lanes
    )
    return uneven_outline(sites.chance, parcels.centres[np.flatnonzero(away)[7]], 80.0)


def _district_border(sites: Sites) -> shapely.Geometry:
    places = sites.city.ground.townships
    names = sites.city.district_names(np.arange(len(places.geometries)))
    one, other = (
        shapely.coverage_union_all(places.geometries[names == name])
        for name in ("中牟县", "新郑市")
    )
    shared = shapely.get_parts(shapely.intersection(one, other))
    lines = [part for part in shared if part.geom_type == "LineString"]
    place = shapely.line_interpolate_point(max(lines, key=shapely.length), 0.5, normalized=True)
    return uneven_outline(sites.chance, shapely.get_coordinates(place)[0], 130.0)


def _inside_of(layer: str, inset_m: float) -> Recipe:
    def recipe(sites: Sites) -> shapely.Geometry:
        return largest(shapely.buffer(sites.one(sites.features(layer, 12_000, 200_000)), -inset_m))

    return recipe


def _edge_of(layer: str, reach_m: float, **values: Any) -> Recipe:
    return lambda sites: sites.on_edge(layer, reach_m, **values)


RECIPES: dict[str, Recipe] = {
    "clean_site": Sites.clean,
    "basic_farmland": _edge_of("permanent_basic_farmland", 90.0),
    "ecological_redline": _edge_of("ecological_redline", 200.0),
    "wetland": _edge_of("wetland", 120.0),
    "forest_land": _edge_of("forest_land", 110.0),
    "blue_line": _edge_of("water_blue_line", 70.0, kind="河道"),
    "green_line": _edge_of("greening_green_line", 60.0, green="公园绿地"),
    "heritage": _edge_of("heritage_protection", 60.0, zone="建设控制地带"),
    "road_red_line": _edge_of("road_red_line", 50.0),
    "touching_park": _touching,
    "near_railway": _near_railway,
    "with_hole": _with_hole,
    "two_plots": _two_plots,
    "large_site": _large,
    "outside_coverage": _uncovered,
    "district_border": _district_border,
    "development_boundary": _edge_of("development_boundary", 140.0),
    "archaeology_done": _inside_of("archaeology_surveyed", 2.0),
    "vacated_factory": _inside_of("vacated_industrial_sites", 0.0),
    "power_corridor": _edge_of("power_facilities", 80.0),
    "drawn_in_cad": _with_hole,
}
# Name → what the file shows, and the form it is written in.
FILES = {
    "clean_site": ("干净地块：不碰任何管控图层", "text"),
    "basic_farmland": ("压占永久基本农田", "text_with_classes"),
    "ecological_redline": ("压占生态保护红线", "geojson"),
    "wetland": ("压占湿地", "shapefile"),
    "forest_land": ("压占林地", "geopackage"),
    "blue_line": ("压占河道蓝线", "pasted"),
    "green_line": ("压占绿线", "text_short"),
    "heritage": ("进入文物保护范围与建设控制地带", "text_long"),
    "road_red_line": ("压占道路红线", "text"),
    "touching_park": ("仅与公园绿线压边", "text"),
    "near_railway": ("距铁路用地约40米", "text_with_classes"),
    "with_hole": ("中间挖空的地块", "text_long"),
    "two_plots": ("一个文件两个地块", "text"),
    "large_site": ("大面积片区，跨越多个图层", "geopackage"),
    "outside_coverage": ("部分图层未覆盖的县市地块", "shapefile"),
    "district_border": ("跨两个县（市）", "geojson"),
    "development_boundary": ("跨城镇开发边界", "text"),
    "archaeology_done": ("全部位于已完成考古勘探区", "text_short"),
    "vacated_factory": ("工业企业退出场地", "shapefile"),
    "power_corridor": ("压占高压走廊，坐标带带号", "pasted"),
    "drawn_in_cad": ("CAD 图：中间挖空的地块，另有图框和注记", "drawing"),
}


def draw_redlines(city: City, tables: Mapping[str, FeatureTable]) -> list[Redline]:
    """Find the ground of every sample in a city whose layers are drawn."""
    return [
        Redline(name, *FILES[name], recipe(Sites(city, tables, name)))
        for name, recipe in RECIPES.items()
    ]
