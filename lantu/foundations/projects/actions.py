"""Open project files, describe them, enter their red lines, name who takes part."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

import shapely
from shapely import MultiPolygon, Polygon

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs.actions import require_not_purged
from lantu.foundations.blobs.clearance import Clearance, cleared
from lantu.foundations.blobs.models import Statement
from lantu.foundations.people.models import Account, Standing, Unit
from lantu.foundations.people.queries import within_boundary
from lantu.foundations.projects import events
from lantu.foundations.projects.codes import normalised, project_code_format
from lantu.foundations.projects.models import (
    Footprint,
    Participation,
    Project,
    Rank,
    ReserveSeries,
)
from lantu.geo.crs import ellipsoidal_area_m2
from lantu.law.flow import Capacity

DESCRIBED = (
    "nature", "scale", "content", "planned_height_m", "investment_yuan", "land_supply",
    "is_former_industrial_site", "key_level", "tags", "initiating_unit",
)  # fmt: skip
AREA_STEP = Decimal("0.0001")


class ProjectFault(Code):
    """Why a project file cannot be changed."""

    NAME_MISSING = "projects.name_missing"
    STATEMENT_MISSING = "projects.statement_missing"
    FIELD_FIXED = "projects.field_fixed"
    CODE_TAKEN = "projects.code_taken"
    SAME_PROJECT = "projects.same_project"
    SURVEY_MISSING = "projects.survey_missing"
    SURVEY_IN_PART = "projects.survey_in_part"
    CONVERSION_IN_PART = "projects.conversion_in_part"
    OUTSIDE_BOUNDARY = "projects.outside_boundary"
    OTHER_LINE = "projects.other_line"
    CODE_MISSING = "projects.code_missing"
    MERGED_BACK = "projects.merged_back"


@action("projects.project.register")
def register_project(
    act: Act,
    /,
    *,
    name: str,
    statement: str,
    initiating_unit_id: UUID | None = None,
    **described: Any,
) -> Project:
    """Open a project file and give it its reserve number.

    Args:
        act: the open act.
        name: what it is called.
        statement: `unclassified` or `declassified`; without one nothing enters.
        initiating_unit_id: None while the initiator is undetermined.
        described: fields of the information sheet.

    Raises:
        Refused: the name or the statement is missing, or a field is unknown.
    """
    act.require()
    if not name.strip():
        raise Refused(ProjectFault.NAME_MISSING)
    if statement not in Statement.values:
        raise Refused(ProjectFault.STATEMENT_MISSING)
    _require_known(described)
    unit = act.get(Unit, initiating_unit_id, lock=False) if initiating_unit_id else None
    project = Project(
        name=name.strip(),
        statement=statement,
        initiating_unit=unit,
        reserve_number=_next_number(act),
        stated_by=act.get(Account, act.actor.account_id, lock=False)
        if act.actor.account_id
        else None,
        **described,
    )
    act.create(project)
    act.record(events.ProjectRegistered(project.id, project.reserve_number), (project,))
    if unit is not None:
        add_participant(act, project=project, unit=unit, capacity=Capacity.INITIATING_UNIT)
    return project


@action("projects.project.describe")
def describe_project(act: Act, /, *, project_id: UUID, **described: Any) -> Project:
    """Change the information sheet of a project.

    Raises:
        Refused: a field does not belong to it.
    """
    project = act.get(Project, project_id)
    act.require(project)
    _require_known(described)
    for name, value in described.items():
        setattr(project, name, value)
    act.save(project, *described)
    act.record(events.ProjectDescribed(project.id, sorted(described)), (project,))
    return project


@action("projects.project.rename")
def rename_project(act: Act, *, project_id: UUID, name: str) -> Project:
    """Give a project a new name and keep the former one."""
    project = act.get(Project, project_id)
    act.require(project)
    if not name.strip():
        raise Refused(ProjectFault.NAME_MISSING)
    project.former_names = [*project.former_names, project.name]
    project.name = name.strip()
    act.save(project, "name", "former_names")
    act.record(events.ProjectRenamed(project.id), (project,))
    return project


@action("projects.project.give_code")
def give_code(act: Act, *, project_id: UUID, code: str) -> Project:
    """Give a project the code that all systems share; one of neither format is kept and told.

    Raises:
        Refused: there is none, or another project has it.
    """
    project = act.get(Project, project_id)
    act.require(project)
    shaped = normalised(code)
    if not shaped:
        raise Refused(ProjectFault.CODE_MISSING)
    other = Project.objects.filter(code=shaped).exclude(id=project.id).first()
    if other is not None:
        raise Refused(ProjectFault.CODE_TAKEN, project_code=shaped, name=other.name)
    project.code = shaped
    act.save(project, "code")
    fits = project_code_format(shaped) is not None
    act.record(events.CodeGiven(project.id, shaped, fits), (project,))
    return project


@action("projects.project.merge")
def merge_project(act: Act, *, project_id: UUID, into_id: UUID) -> Project:
    """Say that a project is another one entered twice; both files stay readable.

    Raises:
        Refused: it is the same project, or the other one was merged itself.
    """
    project, into = act.get(Project, project_id), act.get(Project, into_id, lock=False)
    act.require(project)
    if project.id == into.id:
        raise Refused(ProjectFault.SAME_PROJECT)
    if into.merged_into_id is not None:
        raise Refused(ProjectFault.MERGED_BACK, name=into.name)
    project.merged_into = into
    act.save(project, "merged_into")
    act.record(events.ProjectMerged(project.id, into.id), (project, into))
    return project


class Papers(TypedDict, total=False):
    """What a survey unit certifies of a red line.

    The survey's own number, unit and day: a surveyed line needs all three, another has all or none.
    The grid it was converted from, and the batch under which the survey unit did so: both or none.
    """

    survey_number: str
    survey_unit: str
    surveyed_on: date | None
    converted_from: str
    conversion_batch: str


@action("projects.footprint.enter")
def enter_footprint(
    act: Act,
    /,
    *,
    project_id: UUID,
    rank: str,
    geometry: MultiPolygon | Polygon,
    crs: str,
    source: str,
    source_name: str,
    is_repaired: bool = False,
    clearance: Clearance | None = None,
    supersedes_id: UUID | None = None,
    accuracy_m: Decimal | None = None,
    **papers: Unpack[Papers],
) -> Footprint:
    """Enter a red line of some rank beside those that are there.

    Args:
        act: the open act.
        project_id: whose red line it is.
        rank: sketch, corrected, allocated or surveyed.
        geometry: in the measuring CRS, as it was examined.
        crs: that CRS, as `EPSG:4547`.
        source: the digest of the file it was read from.
        source_name: the name of that file.
        is_repaired: whether proposed repairs were accepted.
        clearance: that it is no secret, and who reviewed it; what persons upload needs it.
        supersedes_id: the line of the same rank that this one replaces, which stays.
        accuracy_m: how far a traced line may be off, by the residuals of its control points.
        papers: of its survey and of its conversion from another grid.

    Raises:
        Refused: survey, conversion or statement lack a part, the file was purged once, a county
            leaves its area, or the line replaces another's.
    """
    project = act.get(Project, project_id)
    act.require(project)
    _require_survey(rank, papers)
    _require_conversion(papers)
    stated = cleared(act, clearance)
    require_not_purged(source, source_name)
    _require_own_area(act, geometry, crs)
    former = _replaced(act, supersedes_id, project, rank) if supersedes_id else None
    footprint = Footprint(
        project=project,
        rank=rank,
        **_measured(geometry, crs),
        is_repaired=is_repaired,
        source=source,
        source_name=source_name,
        accuracy_m=accuracy_m,
        **papers,
        **stated.columns,
        supersedes=former,
        entered_on=act.today,
    )
    act.create(footprint)
    act.record(events.FootprintEntered(footprint.id, project.id, rank), (footprint, project))
    return footprint


@action("projects.participant.add")
def add_participant(act: Act, *, project: Project, unit: Unit, capacity: Capacity) -> Participation:
    """Let a unit take part in a project from today; one that does already stays as it is."""
    act.require(project)
    found = Participation.objects.filter(
        project=project, unit=unit, capacity=str(capacity), until_on__isnull=True
    ).first()
    if found is not None:
        act.abandon()
        return found
    made = act.create(
        Participation(project=project, unit=unit, capacity=str(capacity), from_on=act.today)
    )
    news = events.ParticipantAdded(made.id, project.id, unit.id, str(capacity))
    act.record(news, (made, project, unit))
    return made


def _measured(geometry: MultiPolygon | Polygon, crs: str) -> dict[str, Any]:
    """Return a geometry as it is kept, with its areas on the plane and on the ellipsoid."""
    return {
        "geometry": shapely.to_wkb(geometry),
        "crs": crs,
        "plane_area_m2": _area(geometry.area),
        "ellipsoidal_area_m2": _area(ellipsoidal_area_m2(geometry, crs)),
    }


def _replaced(act: Act, supersedes_id: UUID, project: Project, rank: str) -> Footprint:
    former = act.get(Footprint, supersedes_id)
    if (former.project_id, former.rank) != (project.id, rank):
        raise Refused(ProjectFault.OTHER_LINE)
    return former


def _require_survey(rank: str, papers: Papers) -> None:
    number, unit = papers.get("survey_number", ""), papers.get("survey_unit", "")
    parts = (number.strip(), unit.strip(), papers.get("surveyed_on"))
    if rank == Rank.SURVEYED and not all(parts):
        raise Refused(ProjectFault.SURVEY_MISSING)
    if any(parts) and not all(parts):
        raise Refused(ProjectFault.SURVEY_IN_PART)


def _require_conversion(papers: Papers) -> None:
    """A conversion from another grid is the survey unit's, under a number of its own (C12)."""
    grid, batch = papers.get("converted_from", ""), papers.get("conversion_batch", "")
    if bool(grid.strip()) != bool(batch.strip()):
        raise Refused(ProjectFault.CONVERSION_IN_PART)


def _require_own_area(act: Act, geometry: MultiPolygon | Polygon, crs: str) -> None:
    """A county or zone writes within its own boundary only (D1-81)."""
    if act.actor.unit_id is None:
        return
    unit = act.get(Unit, act.actor.unit_id, lock=False)
    if unit.standing == Standing.COUNTY and not within_boundary(unit, geometry, crs):
        raise Refused(ProjectFault.OUTSIDE_BOUNDARY, unit=unit.name)


def _require_known(described: dict[str, Any]) -> None:
    unknown = [name for name in described if name not in DESCRIBED]
    if unknown:
        raise Refused(ProjectFault.FIELD_FIXED, field=unknown[0])


def _next_number(act: Act) -> str:
    """Return the next reserve number of the year, without a gap."""
    year = act.today.year
    series = act.lock_or_create(
        ReserveSeries.objects.filter(year=year), ReserveSeries(year=year, last=0)
    )
    series.last += 1
    act.save(series, "last")
    return f"储{year}-{series.last:05d}"


def _area(area_m2: float) -> Decimal:
    return Decimal(repr(area_m2)).quantize(AREA_STEP)
