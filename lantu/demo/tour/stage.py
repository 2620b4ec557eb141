"""The stage of the tour: its cast, its map, its clock, its post, and its voice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

import shapely
from shapely import MultiPolygon

from lantu.demo.cast import CLEARED, INITIATOR, LEAD, Cast
from lantu.demo.clock import pass_time
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs import store as blobs
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.jobs.work import run_waiting
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of
from lantu.geo.layerstore import Blueprint
from lantu.geo.overlap import measure, piece
from lantu.law.clock import ZHENGZHOU, day_of
from lantu.systems.blueprint.actions import record_check
from lantu.systems.blueprint.check import measurements
from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.coordination.models import Round, Task
from lantu.systems.coordination.queries.timeline import Line, lines_after
from lantu.systems.coordination.tasks import hear_of_deliveries

Tell = Callable[[Line], None]


@dataclass
class Stage:
    """Where the tour plays. `tell` is handed every act as the journal has it."""

    cast: Cast
    blueprint: Blueprint
    tell: Tell
    announce: Callable[[str], None]
    told_until: int = 0
    project_id: UUID | None = None
    rounds: list[UUID] = field(default_factory=list)

    @property
    def project(self) -> UUID:
        """The project that the tour follows.

        Raises:
            LookupError: it has not been registered yet.
        """
        if self.project_id is None:
            raise LookupError("项目还没有登记")
        return self.project_id

    @property
    def round(self) -> Round:
        """The round that is being played."""
        return Round.objects.get(id=self.rounds[-1])

    def task(self, unit: str) -> Task:
        """Return what a unit is asked in this round."""
        return Task.objects.get(round_id=self.rounds[-1], unit__key=unit)

    def ask(self, unit: str, part: str) -> Request:
        """Return a request of a person, at the present moment of the tour."""
        return self.cast.ask(unit, part)

    def at(self, words: str) -> None:
        """Move the clock to a moment in Zhengzhou, and settle what has run out on the way."""
        self.speak()
        moment = datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=ZHENGZHOU)
        pass_time(moment)
        self.speak()

    def post(self) -> None:
        """Let the worker carry what waits, and coordination hear what arrived."""
        run_waiting("tour")
        hear_of_deliveries()
        self.speak()

    def speak(self) -> None:
        """Tell every act since the last time."""
        for line in lines_after(self.told_until):
            self.told_until = line.sequence
            self.tell(line)

    def keep(self, path: Path) -> str:
        """Keep a file as it was received, and return its digest."""
        digest = blobs.store(path.read_bytes())
        keep_blob(
            self.ask(INITIATOR, "clerk"),
            digest=digest,
            name=path.name,
            media_type="text/plain",
            clearance=CLEARED,
        )
        return digest

    def enter(
        self, geometry: MultiPolygon, rank: str, source: str, name: str, *, by: str = LEAD
    ) -> Footprint:
        """Enter a red line of the project."""
        return enter_footprint(
            self.ask(by, "clerk"),
            project_id=self.project,
            rank=rank,
            geometry=geometry,
            crs=self.blueprint.store.crs,
            source=source,
            source_name=name,
            clearance=CLEARED,
        )

    def check(self, footprint: Footprint) -> FormalCheck:
        """Measure a red line against every layer, and record the check."""
        today = day_of(now())
        geometry = geometry_of(footprint)
        whole = MultiPolygon([geometry]) if geometry.geom_type == "Polygon" else geometry
        found = measurements(whole, self.blueprint, edition=known_on(today), measured_on=today)
        return record_check(
            self.ask(LEAD, "clerk"),
            footprint=footprint,
            city=self.blueprint.store.name,
            blueprint_number=self.blueprint.number,
            measurements=found,
        )

    def without(self, geometry: MultiPolygon, layer: str, share: float = 1.0) -> MultiPolygon:
        """Return a red line without what it has of a layer, or without an eastern part of that."""
        opened = self.blueprint.layers[layer]
        (found,) = measure(geometry, [opened])
        met = shapely.union_all([piece(geometry, opened, hit.row) for hit in found.hits])
        west, south, east, north = met.bounds
        band = shapely.box(east - (east - west) * share, south, east, north)
        left = shapely.difference(geometry, shapely.intersection(met, band).buffer(0.5))
        parts = [part for part in shapely.get_parts(left) if part.geom_type == "Polygon"]
        return MultiPolygon([max(parts, key=lambda part: part.area)])
