"""The rows an edition of the law is made of. Plain data: the rules beside them read them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lantu.law.citation import Citation

Amount = int | float | date | str


class Origin(StrEnum):
    """Whether the notice prints a value or we read it into its silence."""

    PRINTED = "printed"
    READING = "reading"


class Unit(StrEnum):
    """The units of the law's numbers."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    MINUTE = "minute"
    SECOND = "second"
    METRE = "metre"
    SQUARE_METRE = "square_metre"
    SQUARE_KILOMETRE = "square_kilometre"
    SHARE = "share"
    COUNT = "count"
    BYTE = "byte"
    DATE = "date"
    MONTH_AND_DAY = "month_and_day"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter amounts to from a day on, until the next value or `ends_on` (inclusive)."""

    in_force_on: date
    amount: Amount
    citation: Citation
    origin: Origin
    doubt: str | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.in_force_on:
            raise ValueError(f"止日 {self.ends_on} 早于起日 {self.in_force_on}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law by name, with every value it has had."""

    name: str
    meaning: str
    unit: Unit
    values: tuple[Value, ...]
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        days = [value.in_force_on for value in self.values]
        if not days:
            raise ValueError("至少应有一个值")
        if len(set(days)) < len(days):
            raise ValueError("两个值自同一日施行，请只留一个")
        if days != sorted(days):
            raise ValueError("各值应按施行日先后排列，新值加在末尾")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.to_on < self.from_on:
            raise ValueError(f"末日 {self.to_on} 早于首日 {self.from_on}")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: the days off, and the weekend days worked in exchange."""

    name: str
    days_off: tuple[Span, ...]
    working: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """A State Council notice of holidays. A later one replaces the same holiday of its year."""

    year: int
    published_on: date
    address: str
    holidays: tuple[Holiday, ...]
    number: str | None = None

    @property
    def title(self) -> str:
        """How the notice is cited: by number where it is known, else by its address."""
        return self.number or self.address.rsplit("/", 1)[-1].removesuffix(".htm")


@dataclass(frozen=True, slots=True)
class StatutoryHoliday:
    """A holiday fixed by decree before any notice arranges the days around it."""

    year: int
    name: str
    days: tuple[Span, ...]
    decree: str


class PlanKind(StrEnum):
    """What sort of plan a layer comes from. The first four are the core families (D1-03)."""

    DEVELOPMENT = "development_plan"
    URBAN_RURAL = "urban_rural_plan"
    LAND_USE = "land_use_plan"
    ECOLOGY_ENVIRONMENT = "ecology_environment_plan"
    CONTROL_LINE = "control_line"
    REGULATORY = "regulatory_plan"
    SPECIAL = "special_plan"
    STATUS = "status_data"


class PlanDomain(StrEnum):
    """The fourteen kinds of spatial plan that the territorial master plan fuses (D1-54)."""

    DEVELOPMENT = "economic_social_development"
    URBAN_RURAL = "urban_rural"
    LAND_USE = "land_use"
    ECOLOGICAL_PROTECTION = "ecological_protection"
    NATIONAL_SECURITY = "national_security"
    TRANSPORT = "transport"
    ENERGY = "energy"
    WATER = "water"
    FORESTRY = "forestry"
    AGRICULTURE = "agriculture"
    INFORMATION = "information"
    MUNICIPAL_INFRASTRUCTURE = "municipal_infrastructure"
    PUBLIC_SERVICE = "public_service_facilities"
    MILITARY = "military_facilities"


class ControlLine(StrEnum):
    """The six lines consolidated from the special plans (D1-14)."""

    ROAD_RED = "road_red"
    WATER_BLUE = "water_blue"
    HERITAGE_PURPLE = "heritage_purple"
    GREENING_GREEN = "greening_green"
    INFRASTRUCTURE_YELLOW = "infrastructure_yellow"
    PUBLIC_FACILITY_ORANGE = "public_facility_orange"


class Force(StrEnum):
    """How hard a layer binds. A hard bar may not be breached; a trigger only asks its owner."""

    HARD_BAR = "hard_bar"
    BINDING = "binding"
    ADVISORY = "advisory"
    INFORMATIVE = "informative"
    TRIGGER = "trigger"


class OverlapMeaning(StrEnum):
    """What lying on a layer says about a footprint."""

    ADVERSE = "adverse"  # the layer protects its ground against building
    CLASSIFIED = "classified"  # the class at the place decides
    INSIDE = "inside"  # lying inside is what one wishes for
    REFERENCE = "reference"  # worth knowing
    TRIGGER = "trigger"  # somebody has to be asked, nothing more is shown


class Visibility(StrEnum):
    """What others than the owner may see of a layer."""

    GEOMETRY = "geometry"
    AREA_ONLY = "area_only"
    TRIGGER_ONLY = "trigger_only"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the blueprint: whose it is, how hard it binds, what an overlap means.

    `owner` is a function; who holds it on a day is a `Responsibility`. `near` names the parameter
    of the distance within which the layer counts as met without an overlap. `rows` are those of
    the notice's annex two; the update interval is our reading (Doubt: none is printed).
    """

    key: str
    name: str
    owner: str
    rows: tuple[str, ...]
    plan_kind: PlanKind
    force: Force
    overlap: OverlapMeaning
    citation: Citation
    domain: PlanDomain | None = None
    control_line: ControlLine | None = None
    visibility: Visibility = Visibility.GEOMETRY
    update_interval_months: int = 12
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """The most that a standing of units sees of a layer it does not own; our reading.

    `standing` is that of a unit on the platform; where no row speaks of a layer and a standing,
    the layer's own visibility holds.
    """

    standing: str
    layer: str
    visibility: Visibility


class Standing(StrEnum):
    """What sort of body a department is."""

    GOVERNMENT = "government"
    MUNICIPAL_DEPARTMENT = "municipal_department"
    COUNTY = "county"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True)
class Department:
    """A bureau, utility or other body that takes part, by its public name."""

    key: str
    name: str
    functions: str
    rows: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    standing: Standing = Standing.MUNICIPAL_DEPARTMENT


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Which department holds a function from a day on (D1-86)."""

    function: str
    department: str
    from_on: date
    citation: Citation


class FieldKind(StrEnum):
    """What a part of an answer is made of."""

    BOOLEAN = "boolean"
    TEXT = "text"
    CHOICE = "choice"
    AREA = "area"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One structured part of a department's answer.

    `required_when` names another field and the value at which this one may not stay empty, as
    `name=true` or `name=false`; `prefilled_by` the layer whose measurement proposes it.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = True
    required_when: str | None = None
    prefilled_by: str | None = None

    def __post_init__(self) -> None:
        if self.required_when and self.required_when.partition("=")[2] not in ("true", "false"):
            raise ValueError(f"“{self.required_when}”应写作“字段=true”或“字段=false”")


@dataclass(frozen=True, slots=True)
class Question:
    """What a department is asked in spatial coordination, in our words (annex two, part two)."""

    row: str
    function: str
    asks: tuple[str, ...]
    fields: tuple[AnswerField, ...]
    citation: Citation
    always_asked: bool = True


class SeatKind(StrEnum):
    """Whether a seat convenes the joint meeting or stands in it."""

    CONVENER = "convener"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the joint meeting, by organisation and post and never by person (annex one)."""

    row: str
    seat: SeatKind
    department: str
    post: str | None
    office: str | None = None
