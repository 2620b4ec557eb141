"""Read formal checks: the verdict as it was judged, by the law of its day."""

from datetime import date
from typing import Any

from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.law.blueprint.judgement import CheckVerdict, LayerMeasurement, judge
from lantu.law.strict import plain
from lantu.systems.blueprint.models import FormalCheck


def verdict_of(check: FormalCheck) -> CheckVerdict:
    """Judge the measurements of a check by the edition it was judged by."""
    return judge(
        measurements_of(check),
        edition=edition_by_digest(check.edition),
        judged_on=check.checked_on,
    )


def measurements_of(check: FormalCheck) -> tuple[LayerMeasurement, ...]:
    """Return what a check measured."""
    return tuple(_thawed(row) for row in check.measurements)


def frozen(measurements: tuple[LayerMeasurement, ...]) -> list[Any]:
    """Return measurements as plain JSON values."""
    return [plain(measurement) for measurement in measurements]


def _thawed(row: dict[str, Any]) -> LayerMeasurement:
    as_of_on = row["as_of_on"] and date.fromisoformat(row["as_of_on"])
    return LayerMeasurement(**{**row, "as_of_on": as_of_on})
