"""Which plan prevails where plans disagree about a patch, and when a person has to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantu.law import parameter
from lantu.law.citation import Citation
from lantu.law.edition import Edition
from lantu.law.rows import PlanKind
from lantu.law.rule import rule
from lantu.law.wording import Code

RECONCILIATION = Citation.parse("D1 三(四)")


class Trait(Code):
    """What a patch is about."""

    FARMLAND = "trait.farmland"
    DEVELOPMENT = "trait.development"
    ECOLOGICAL = "trait.ecological"


class Handling(Code):
    """How a patch is settled."""

    PROPOSED = "precedence.proposed"
    SEVERAL_TRAITS = "precedence.several_traits"
    NO_TRAIT = "precedence.no_trait"
    NO_VALUE = "precedence.no_value"


PREVAILS = {
    Trait.FARMLAND: PlanKind.LAND_USE,
    Trait.DEVELOPMENT: PlanKind.URBAN_RURAL,
    Trait.ECOLOGICAL: PlanKind.ECOLOGY_ENVIRONMENT,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a patch. Without a value a person decides, with reasons."""

    handling: Handling
    traits: frozenset[Trait]
    prevails: PlanKind | None = None
    value: str | None = None
    citation: Citation = RECONCILIATION

    @property
    def is_manual(self) -> bool:
        """Whether a person has to decide."""
        return self.handling is not Handling.PROPOSED


@rule("D1 三(四)", "D1-65", doubts=("AMB-87",), parameters=("blueprint.ecological_land_included",
      "blueprint.ecological_land_excluded"))  # fmt: skip
def is_ecological(edition: Edition, land_class: str, *, named: bool, on: date) -> bool:
    """On ecological land the ecological redline prevails.

    Reading: ecological are the land classes of the bureau's table, without its exceptions, and
    whatever an ecological plan names.
    Doubt: AMB-87.
    """
    included = parameter.codes(edition, "blueprint.ecological_land_included", on)
    excluded = parameter.codes(edition, "blueprint.ecological_land_excluded", on)
    return named or (land_class.startswith(included) and not land_class.startswith(excluded))


@rule("D1 三(四)", "D1-63", "D1-64", "D1-65", doubts=("AMB-87",),
      parameters=("blueprint.cultivated_land",))  # fmt: skip
def traits(
    edition: Edition,
    land_class: str,
    *,
    basic_farmland: bool,
    inside_development_boundary: bool,
    named_ecological: bool,
    on: date,
) -> frozenset[Trait]:
    """A patch may be about farmland, about the town, about ecology, or about several of these.

    Reading: cultivated land by its land class, basic farmland by its line; the town by the urban
    development boundary; ecological land by class or by a plan's naming.
    Doubt: AMB-87.
    """
    cultivated = land_class.startswith(parameter.codes(edition, "blueprint.cultivated_land", on))
    held = {
        Trait.FARMLAND: cultivated or basic_farmland,
        Trait.DEVELOPMENT: inside_development_boundary,
        Trait.ECOLOGICAL: is_ecological(edition, land_class, named=named_ecological, on=on),
    }
    return frozenset(trait for trait, true in held.items() if true)


@rule("D1 三(四)", "D1-63", "D1-64", "D1-65", "D1-66", doubts=("AMB-10", "AMB-88"))
def propose(found: frozenset[Trait], values: Mapping[PlanKind, str]) -> Proposal:
    """One trait makes one plan prevail; where several cross, the case is weighed as a whole.

    Reading: the prevailing plan's value at the place is proposed even where that plan is not one
    of the two in conflict; without such a value, with several traits or with none, a person
    decides. The bars hold in every case.
    Doubt: AMB-10, AMB-88.

    Args:
        found: the traits of the patch.
        values: what each plan says at the place, whether in conflict or not.
    """
    if len(found) > 1:
        return Proposal(Handling.SEVERAL_TRAITS, found)
    if not found:
        return Proposal(Handling.NO_TRAIT, found)
    prevails = PREVAILS[next(iter(found))]
    value = values.get(prevails)
    handling = Handling.NO_VALUE if value is None else Handling.PROPOSED
    return Proposal(handling, found, prevails, value)
