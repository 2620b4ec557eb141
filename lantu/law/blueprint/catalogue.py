"""The layer catalogue: what an edition says about a layer, who owns it, who answers for it."""

from dataclasses import dataclass
from datetime import date

from lantu.law.edition import Edition
from lantu.law.rows import Department, Force, Layer, PlanDomain
from lantu.law.rule import rule
from lantu.law.wording import Code, Refused

OTHER_DEPARTMENTS_ROW = "D1-C16"
LEAD = "natural_resources_planning"


class CatalogueFault(Code):
    """Why the catalogue cannot answer."""

    UNKNOWN_LAYER = "catalogue.unknown_layer"
    UNKNOWN_FUNCTION = "catalogue.unknown_function"
    NOBODY = "catalogue.nobody_responsible"


@dataclass(frozen=True, slots=True)
class Consultation:
    """A department that a layer's overlap leads to, and the row of the question it answers."""

    department: str
    row: str


def layer(edition: Edition, key: str) -> Layer:
    """Return a layer of the catalogue.

    Raises:
        Refused: the catalogue has no such layer.
    """
    for entry in edition.layers:
        if entry.key == key:
            return entry
    raise Refused(CatalogueFault.UNKNOWN_LAYER, key=key)


def department(edition: Edition, name: str) -> Department | None:
    """Find a department by key, name or any alias, misprints of the notice included (AMB-54)."""
    for entry in edition.departments:
        if name in (entry.key, entry.name, *entry.aliases):
            return entry
    return None


@rule("D1 附件二(二) 末", "D1-86", doubts=("AMB-64",))
def responsible(edition: Edition, function: str, on: date) -> Department:
    """When a function moves between departments, its duties move with it, without a new paper.

    Reading: the holder is the one entered with the latest day not after the day asked for, which
    is the day on which a task is created; open tasks stay where they are.
    Doubt: AMB-64.

    Raises:
        Refused: the function is unknown, or nobody holds it yet on that day.
    """
    holders = [entry for entry in edition.responsibilities if entry.function == function]
    if not holders:
        raise Refused(CatalogueFault.UNKNOWN_FUNCTION, function=function)
    begun = sorted((h for h in holders if h.from_on <= on), key=lambda holder: holder.from_on)
    if not begun:
        raise Refused(
            CatalogueFault.NOBODY,
            function=function,
            on=on,
            from_on=min(holder.from_on for holder in holders),
        )
    found = department(edition, begun[-1].department)
    assert found is not None  # the loader refuses a responsibility of an unknown department
    return found


def owner(edition: Edition, key: str, on: date) -> Department:
    """Return the department that ingests and updates a layer on a day (D1 附件二(一)).

    Raises:
        Refused: the layer is unknown, or nobody holds its function on that day.
    """
    return responsible(edition, layer(edition, key).owner, on)


@rule("D1 附件二(一)", "D1-B03", "D1-B04", "D1-B06", "D1-B08", "D1-B09", "D1-B10", "D1-B11",
      "D1-B13", "D1-B14", "D1-B15", "D1-B16", "D1-B19", "D1-B20")  # fmt: skip
def may_publish(edition: Edition, key: str, name: str, on: date) -> bool:
    """Each department ingests and updates the data that annex two gives it.

    Reading: only the holder of a layer's function publishes its versions; a district publishes
    those of its own area alone, which is for the layer store to hold.
    """
    found = department(edition, name)
    return found is not None and found == owner(edition, key, on)


@rule("D1 附件二(二)", "D1-C16", "D1-B24", doubts=("AMB-23", "AMB-77"))
def consulted(edition: Edition, key: str, on: date) -> tuple[Consultation, ...]:
    """An overlap is put to those whose question of annex two the layer bears upon.

    Reading: a layer without a printed question goes to its owner as one of the other departments;
    the lead asks itself nothing.
    Doubt: AMB-23, AMB-77.
    """
    entry = layer(edition, key)
    lead = responsible(edition, LEAD, on).key
    asked = [
        Consultation(responsible(edition, question.function, on).key, question.row)
        for question in edition.questions
        if question.row in entry.rows
    ] or [Consultation(responsible(edition, entry.owner, on).key, OTHER_DEPARTMENTS_ROW)]
    return tuple(consultation for consultation in asked if consultation.department != lead)


@rule("D1 三(四)", "D1-60", "D1-61")
def hard_bars(edition: Edition) -> tuple[Layer, ...]:
    """Four kinds of ground may not be breached when plans are reconciled.

    Reading: ecological redline, permanent basic farmland, prohibited zones, mandatory content.
    """
    return tuple(entry for entry in edition.layers if entry.force is Force.HARD_BAR)


@rule("D1 三(三)", "D1-54")
def missing_domains(edition: Edition, loaded: frozenset[str]) -> tuple[PlanDomain, ...]:
    """The master plan fuses fourteen kinds of spatial plan.

    Reading: a kind is there when at least one layer of it is loaded; the others are named.
    """
    present = {entry.domain for entry in edition.layers if entry.key in loaded}
    return tuple(domain for domain in PlanDomain if domain not in present)
