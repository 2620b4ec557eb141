"""Record a formal check. Measuring is done before, outside the transaction."""

from collections.abc import Sequence

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.models import Footprint
from lantu.law.blueprint.judgement import LayerMeasurement, judge, ordered
from lantu.systems.blueprint.events import CheckRecorded
from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.blueprint.queries import frozen


@action("blueprint.check.record")
def record_check(
    act: Act,
    *,
    footprint: Footprint,
    city: str,
    blueprint_number: int,
    measurements: Sequence[LayerMeasurement],
) -> FormalCheck:
    """Judge what was measured of a footprint by the law of today, and keep both.

    Args:
        act: the open act.
        footprint: what was measured.
        city: the name of the layer store.
        blueprint_number: the working blueprint that was measured against.
        measurements: at most one a layer, as `overlap.measure` gives them.
    """
    act.require(footprint)
    edition = known_on(act.today)
    act.judged_by(edition)
    verdict = judge(measurements, edition=edition, judged_on=act.today)
    check = act.create(
        FormalCheck(
            footprint=footprint,
            city=city,
            blueprint_number=blueprint_number,
            measurements=frozen(ordered(measurements)),
            inputs_digest=verdict.receipt.inputs_digest,
            edition=edition.digest,
            outcome=str(verdict.outcome),
            checked_on=act.today,
        )
    )
    act.record(CheckRecorded(check.id, footprint.id, str(verdict.outcome)), (check, footprint))
    return check
