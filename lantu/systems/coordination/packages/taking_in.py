"""Take a package of intakes in: all of it in one act, or nothing."""

import hashlib
from collections.abc import Sequence

from lantu.foundations.acts.gate import Act, Request, action
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.blobs.models import Blob
from lantu.foundations.projects.actions import enter_footprint, give_code, register_project
from lantu.foundations.projects.models import Rank
from lantu.law.wording import Refused
from lantu.systems.coordination.actions.reserve import enter_reserve
from lantu.systems.coordination.events import PackageTakenIn
from lantu.systems.coordination.packages.faults import (
    PackageFault,
    PackageRefused,
    RowFault,
    fault,
)
from lantu.systems.coordination.packages.intake import Intake


class Rehearsed(Exception):
    """A dry run went through: what it did is undone. `numbers` is how many it would have made."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__()
        self.numbers = list(numbers)


def take_in(by: Request, intakes: Sequence[Intake], *, is_dry_run: bool = False) -> list[str]:
    """Take intakes in, or see whether they could be; return their reserve numbers.

    Args:
        by: who asks.
        intakes: what the package holds, read and examined.
        is_dry_run: do everything, and undo it.

    Raises:
        PackageRefused: with the fault of every row that was refused; nothing was written.
    """
    contents = [intake.file.read_bytes() for intake in intakes]
    names = {hashlib.sha256(content).hexdigest() for content in contents}
    fresh = {digest for digest in names if not store.path_of(digest).exists()}
    digests = [store.store(content) for content in contents]
    try:
        return take_in_all(by, intakes=intakes, digests=digests, is_dry_run=is_dry_run)
    except Rehearsed as rehearsed:
        return rehearsed.numbers
    finally:
        known = set(Blob.objects.filter(digest__in=digests).values_list("digest", flat=True))
        for digest in fresh - known:
            store.remove(digest)


@action("coordination.package.take_in")
def take_in_all(
    act: Act, *, intakes: Sequence[Intake], digests: Sequence[str], is_dry_run: bool
) -> list[str]:
    """Enter every project with its red line into the reserve, in one act.

    Raises:
        PackageRefused: with every row that was refused.
        Rehearsed: it was a dry run, and every row went through.
    """
    act.require()
    numbers: list[str] = []
    faults: list[RowFault] = []
    for intake, digest in zip(intakes, digests, strict=True):
        try:
            numbers.append(_enter(act, intake, digest))
        except Refused as refused:
            faults.append(fault(PackageFault.REFUSED, intake.row, said=str(refused)))
    if faults:
        raise PackageRefused(faults)
    if is_dry_run:
        raise Rehearsed(numbers)
    act.record(PackageTakenIn(len(numbers), numbers))
    return numbers


def _enter(act: Act, intake: Intake, digest: str) -> str:
    project = register_project(
        act,
        name=intake.name,
        statement=intake.clearance.statement,
        initiating_unit_id=intake.unit_id,
        **intake.described,
    )
    if intake.code:
        give_code(act, project_id=project.id, code=intake.code)
    name = intake.file.name
    keep_blob(
        act,
        digest=digest,
        name=name,
        media_type="application/octet-stream",
        clearance=intake.clearance,
    )
    sketch = enter_footprint(
        act,
        project_id=project.id,
        rank=Rank.SKETCH,
        geometry=intake.geometry,
        crs=intake.crs,
        source=digest,
        source_name=name,
        clearance=intake.clearance,
    )
    enter_reserve(act, project_id=project.id, intended_use=intake.use, sketch_id=sketch.id)
    return project.reserve_number
