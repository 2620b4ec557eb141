"""Readings as a reader would hand them back, for the tests of detection and quality."""

from shapely import Polygon, box

from lantu.geo.finding import Place
from lantu.geo.formats.reading import DetectedCrs, ReadFeature, Reading

CITY = box(430_000, 3_820_000, 500_000, 3_880_000)
LOT = box(465_698, 3_846_545, 465_898, 3_846_645)
PREFIXED = box(38_465_698, 3_846_545, 38_465_898, 3_846_645)
DEGREES = box(113.6254, 34.7466, 113.6274, 34.7486)
HEADER = {"坐标系": "2000国家大地坐标系", "几度分带": "3", "带号": "38", "计量单位": "米"}


def reading(*plots: Polygon, header=None, crs: str | None = None, **declared) -> Reading:
    features = tuple(
        ReadFeature(
            f"地块{number}", plot, place=Place("a.txt", feature=f"地块{number}"), **declared
        )
        for number, plot in enumerate(plots, start=1)
    )
    detected = None if crs is None else DetectedCrs(crs, "prj")
    return Reading("a.txt", "界址点文本", "utf-8", detected, features, (), header or {})


def swapped(plot: Polygon) -> Polygon:
    return Polygon([(y, x) for x, y in plot.exterior.coords])


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]
