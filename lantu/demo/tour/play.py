"""Play the tour from its first scene to its last, on a database that is empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from lantu.demo.cast import open_demonstration
from lantu.demo.tour import scenes
from lantu.demo.tour.stage import Stage, Tell
from lantu.foundations.journal.replay import differences
from lantu.foundations.journal.verify import Verified, verify
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.clock import ZHENGZHOU

OPENS_AT = datetime(2019, 9, 2, 9, tzinfo=ZHENGZHOU)


@dataclass(frozen=True, slots=True)
class Played:
    """How the tour ended: what the journal holds, and where it differs from the tables."""

    verified: Verified
    differences: tuple[str, ...]
    results: tuple[str, ...]


def play(city: Path, red_line: Path, tell: Tell, announce: Callable[[str], None]) -> Played:
    """Play the whole tour.

    Args:
        city: the store of the demo city.
        red_line: a red line file as it comes in.
        tell: is handed every act as the journal has it.
        announce: is handed the heading of every scene.
    """
    blueprint = open_blueprint(open_store(city))
    cast = open_demonstration(blueprint.store.name, OPENS_AT)
    stage = Stage(cast, blueprint, tell, announce)
    scenes.opening(stage, red_line)
    stage.speak()
    for scene in (
        scenes.consultation,
        scenes.line_changed,
        scenes.limits_run_out,
        scenes.verdict,
        scenes.again,
    ):
        scene(stage)
        stage.speak()
    found = tuple(one.chinese for one in islice(differences(), 20))
    return Played(verify(), found, tuple(_result(key) for key in stage.rounds))


def _result(round_id: UUID) -> str:
    from lantu.systems.coordination.models import OverallOpinion

    return OverallOpinion.objects.get(round_id=round_id).result
