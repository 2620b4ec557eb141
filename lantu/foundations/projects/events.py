"""What happens to project files."""

from dataclasses import dataclass
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("projects.project.registered/1")
@dataclass(frozen=True, slots=True)
class ProjectRegistered(Event):
    """A project file was opened."""

    project_id: UUID
    reserve_number: str


@event("projects.project.described/1")
@dataclass(frozen=True, slots=True)
class ProjectDescribed(Event):
    """The information sheet of a project changed."""

    project_id: UUID
    fields: list[str]


@event("projects.project.renamed/1")
@dataclass(frozen=True, slots=True)
class ProjectRenamed(Event):
    """A project has a new name; the former one is kept."""

    project_id: UUID


@event("projects.project.code_given/1")
@dataclass(frozen=True, slots=True)
class CodeGiven(Event):
    """A project got the code that all systems share (D1-24)."""

    project_id: UUID
    code: str
    fits: bool


@event("projects.project.merged/1")
@dataclass(frozen=True, slots=True)
class ProjectMerged(Event):
    """A project turned out to be another one entered twice."""

    project_id: UUID
    into_id: UUID


@event("projects.footprint.entered/1")
@dataclass(frozen=True, slots=True)
class FootprintEntered(Event):
    """A red line was entered; earlier ones stay."""

    footprint_id: UUID
    project_id: UUID
    rank: str


@event("projects.zone.drawn/1")
@dataclass(frozen=True, slots=True)
class ZoneDrawn(Event):
    """The shape of an area that the notice names was drawn."""

    zone_id: UUID
    area: str


@event("projects.spill.purged/1")
@dataclass(frozen=True, slots=True)
class SpillPurged(Event):
    """An upload that should never have come in was purged; its digest stays."""

    digest: str
    lines: int
    reason: str


@event("projects.participant.added/1")
@dataclass(frozen=True, slots=True)
class ParticipantAdded(Event):
    """A unit takes part in a project."""

    participation_id: UUID
    project_id: UUID
    unit_id: UUID
    capacity: str
