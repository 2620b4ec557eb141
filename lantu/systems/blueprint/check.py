"""A formal check: one red line measured against a blueprint, and judged by the law of a day.

The only place that hands what `geo` measured to `law` (docs/decisions/0002).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shapely import MultiPolygon

from lantu.geo.finding import Finding, Refused, Severity
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.layerstore import Blueprint
from lantu.geo.overlap import Kernel, LayerOverlap, measure
from lantu.geo.quality import Examination, examine
from lantu.law import parameter
from lantu.law.blueprint.judgement import CheckVerdict, LayerMeasurement, judge
from lantu.law.edition import Edition


@dataclass(frozen=True, slots=True)
class Check:
    """What a check read, measured and judged.

    `verdict` speaks of every layer of the law's catalogue, `overlaps` of every layer that the city
    has; a layer that the catalogue does not know stands in `overlaps` alone. `repaired` says that
    the proposed repairs were accepted and measured.
    """

    reading: Reading
    examination: Examination
    footprint: MultiPolygon
    repaired: bool
    blueprint: Blueprint
    overlaps: Mapping[str, LayerOverlap]
    verdict: CheckVerdict | None
    checked_on: date

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader and the examination found, in that order."""
        return (*self.reading.findings, *self.examination.findings)


def red_line_limits(edition: Edition, on: date) -> Limits:
    """Return how large a red line may be, as the law of a day has it (AMB-85)."""
    return Limits(
        size_bytes=int(parameter.number(edition, "coordination.red_line_file_size", on)),
        features=int(parameter.number(edition, "coordination.red_line_plot_count", on)),
        vertices=int(parameter.number(edition, "coordination.red_line_vertex_count", on)),
        seconds=parameter.number(edition, "coordination.red_line_reading_time", on),
    )


def check(
    reading: Reading,
    blueprint: Blueprint,
    *,
    edition: Edition,
    checked_on: date,
    crs: str | None = None,
    accept_repairs: bool = False,
    kernel: Kernel | None = None,
) -> Check:
    """Check a red line as it was read.

    Args:
        reading: the red line.
        blueprint: the working blueprint to measure against.
        edition: the law to judge by.
        checked_on: the day whose parameters and owners apply.
        crs: what the applicant says the CRS is, where the file does not.
        accept_repairs: measure the red line as repaired, where repairs are proposed.
        kernel: the plain area kernel unless the compiled one is given.

    Raises:
        Refused: the red line cannot be measured; the findings say why and where.
    """
    examination = examine(
        reading,
        measuring_crs=blueprint.store.crs,
        city_boundary=blueprint.store.boundary,
        limits=red_line_limits(edition, checked_on),
        crs=crs,
    )
    footprint = _accepted(reading, examination, accept_repairs)
    layers = [blueprint.layers[key] for key in blueprint.layers]
    overlaps = measure(footprint, layers, near_m=_near_m(edition, checked_on), kernel=kernel)
    return Check(
        reading=reading,
        examination=examination,
        footprint=footprint,
        repaired=footprint is examination.repaired,
        blueprint=blueprint,
        overlaps={overlap.layer: overlap for overlap in overlaps},
        verdict=_judged(overlaps, edition, checked_on),
        checked_on=checked_on,
    )


def measurements(
    footprint: MultiPolygon,
    blueprint: Blueprint,
    *,
    edition: Edition,
    measured_on: date,
    kernel: Kernel | None = None,
) -> tuple[LayerMeasurement, ...]:
    """Measure a footprint that is sound already against every layer that the law knows.

    Args:
        footprint: in the measuring CRS of the blueprint's store.
        blueprint: the working blueprint to measure against.
        edition: the law whose catalogue and distances apply.
        measured_on: the day whose parameters apply.
        kernel: the plain area kernel unless the compiled one is given.
    """
    layers = [blueprint.layers[key] for key in blueprint.layers]
    found = measure(footprint, layers, near_m=_near_m(edition, measured_on), kernel=kernel)
    return _known(found, edition)


def _accepted(reading: Reading, examination: Examination, accept_repairs: bool) -> MultiPolygon:
    if accept_repairs and examination.repaired is not None:
        return examination.repaired
    found = (*reading.findings, *examination.findings)
    if examination.footprint is None or any(f.severity is Severity.REFUSAL for f in found):
        raise Refused(*found)
    return examination.footprint


def _near_m(edition: Edition, on: date) -> dict[str, float]:
    return {
        layer.key: parameter.number(edition, layer.near, on)
        for layer in edition.layers
        if layer.near is not None
    }


def _judged(overlaps: tuple[LayerOverlap, ...], edition: Edition, on: date) -> CheckVerdict | None:
    """Judge the layers of the catalogue; a city that has none of them is only measured."""
    measured = _known(overlaps, edition)
    return judge(measured, edition=edition, judged_on=on) if measured else None


def _known(overlaps: tuple[LayerOverlap, ...], edition: Edition) -> tuple[LayerMeasurement, ...]:
    """Return what was measured on the layers of the catalogue."""
    known = {layer.key for layer in edition.layers}
    return tuple(_measurement(overlap) for overlap in overlaps if overlap.layer in known)


def _measurement(overlap: LayerOverlap) -> LayerMeasurement:
    return LayerMeasurement(
        layer=overlap.layer,
        area_m2=overlap.area_m2,
        share=overlap.share,
        covered_share=overlap.covered_share,
        largest_hit_m2=overlap.hits[0].area_m2 if overlap.hits else None,
        nearest_m=overlap.nearest_m,
        as_of_on=overlap.as_of_on,
        version=overlap.version,
    )


def composition(made: Check, key: str) -> tuple[tuple[str, float], ...]:
    """Return what a footprint meets on a layer by class, largest area first.

    Args:
        made: the check.
        key: a layer with a class attribute; one without has no composition.
    """
    attribute = made.blueprint.layers[key].description.class_attribute
    if attribute is None:
        return ()
    areas = dict[str, float]()
    for hit in made.overlaps[key].hits:
        name = str(hit.attributes[attribute])
        areas[name] = areas.get(name, 0.0) + hit.area_m2
    return tuple(sorted(areas.items(), key=lambda entry: -entry[1]))
