"""What a footprint's measured overlaps mean: a judgement for every layer, hard bars first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from math import isfinite

from lantu.law import parameter, verdict
from lantu.law.blueprint import catalogue
from lantu.law.blueprint.catalogue import Consultation
from lantu.law.citation import Citation
from lantu.law.edition import Edition
from lantu.law.rows import Force, Layer, OverlapMeaning, Visibility
from lantu.law.rule import rule
from lantu.law.verdict import Finding, Receipt
from lantu.law.wording import Code, Fact, sentence

ROUNDING = 1e-6  # by how much a measured share may exceed the whole


class Judgement(Code):
    """How a footprint stands to a layer. A missing layer is never taken for a clean one."""

    OCCUPIED = "judgement.occupied"
    TOUCHED = "judgement.touched"
    CLEAR = "judgement.clear"
    NO_DATA = "judgement.no_data"


class Remark(Code):
    """What else has to be said about a layer."""

    HARD_BAR = "remark.hard_bar"
    NEAR = "remark.near"
    OUTDATED = "remark.outdated"
    PARTLY_COVERED = "remark.partly_covered"
    SLIVERS_ONLY = "remark.slivers_only"
    UNDATED = "remark.undated"
    ASK_OWNER = "remark.ask_owner"
    TRIGGERED = "remark.triggered"
    INSIDE = "remark.inside"


class Outcome(Code):
    """The check as a whole."""

    BARRED = "check.barred"
    INCOMPLETE = "check.incomplete"
    CONSULT = "check.consult"
    CLEAR = "check.clear"


class Rank(IntEnum):
    """The order in which layers are shown: what decides comes first."""

    BAR_MET = 0
    BAR_UNKNOWN = 1
    MET = 2
    TOUCHED = 3
    UNKNOWN = 4
    NOTED = 5
    CLEAR = 6


@dataclass(frozen=True, slots=True)
class LayerMeasurement:
    """What was measured between one footprint and one layer, in plain numbers.

    Areas are plane, in square metres of the measuring CRS, of the union of the layer's features
    within the footprint; shares are of the footprint (0 to 1). `largest_hit_m2` is the biggest
    single feature's part; `nearest_m` the distance to the layer where it was measured.
    """

    layer: str
    area_m2: float = 0.0
    share: float = 0.0
    covered_share: float = 1.0
    largest_hit_m2: float | None = None
    nearest_m: float | None = None
    as_of_on: date | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no measurement: compared with a limit it would pass for clean."""
        sizes = (self.area_m2, self.largest_hit_m2 or 0.0, self.nearest_m or 0.0)
        shares = (self.share, self.covered_share)
        if not all(isfinite(size) and size >= 0 for size in sizes):
            raise ValueError(f"图层“{self.layer}”的面积或距离不是非负数：{sizes}")
        if not all(0 <= share <= 1 + ROUNDING for share in shares):
            raise ValueError(f"图层“{self.layer}”的比例不在 0 与 1 之间：{shares}")


@dataclass(frozen=True, slots=True)
class LayerJudgement:
    """One row of a check. `remarks` explain; `consulted` are asked; `citation` is why it counts."""

    layer: str
    name: str
    owner: str
    owner_name: str
    force: Force
    overlap: OverlapMeaning
    judgement: Judgement
    rank: Rank
    citation: Citation
    area_m2: float
    share: float
    covered_share: float
    as_of_on: date | None
    version: str | None
    consulted: tuple[Consultation, ...]
    remarks: tuple[Finding, ...] = field(default=())

    @property
    def outdated(self) -> bool:
        """Whether the layer is older than its update interval allows."""
        return any(remark.code == Remark.OUTDATED for remark in self.remarks)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The judgement and its remarks in Chinese."""
        facts: dict[str, Fact] = {
            "name": self.name,
            "area_m2": self.area_m2,
            "percent": _percent(self.share),
        }
        remarks = tuple(sentence(remark.code, remark.facts) for remark in self.remarks)
        if any(remark.code == Remark.TRIGGERED for remark in self.remarks):
            return remarks
        return (sentence(self.judgement, facts), *remarks)


@dataclass(frozen=True, slots=True)
class CheckVerdict:
    """The verdict of a check: one row a layer of the catalogue, hard bars first."""

    rows: tuple[LayerJudgement, ...]
    outcome: Outcome
    receipt: Receipt

    @property
    def bars_met(self) -> tuple[LayerJudgement, ...]:
        """The rows of the hard bars that the footprint occupies."""
        return tuple(row for row in self.rows if row.rank is Rank.BAR_MET)

    @property
    def verdict(self) -> verdict.Verdict:
        """The check as a plain verdict: its remarks and what every layer met."""
        findings = [
            Finding(row.judgement, row.citation, {"layer": row.layer, "area_m2": row.area_m2})
            for row in self.rows
            if row.judgement is not Judgement.CLEAR
        ]
        remarks = [remark for row in self.rows for remark in row.remarks]
        return verdict.Verdict(self.outcome, (*findings, *remarks), self.receipt)


def judge(
    measurements: Sequence[LayerMeasurement], *, edition: Edition, judged_on: date
) -> CheckVerdict:
    """Judge a footprint's measurements against every layer of the catalogue.

    A layer of the catalogue that was not measured is 无数据. In coordination a hard bar is a
    finding and no lock (practice); the lock is for the reconciliation of plans (`bars`).

    Args:
        measurements: at most one a layer, in any order.
        edition: the law to judge by.
        judged_on: the day whose parameters, owners and intervals apply.

    Raises:
        Refused: a measurement names a layer that the catalogue does not know.
        ValueError: a layer was measured twice.
    """
    by_layer = {measurement.layer: measurement for measurement in measurements}
    for key in by_layer:
        catalogue.layer(edition, key)
    if len(by_layer) < len(measurements):
        raise ValueError("同一图层有多个量算结果，每个图层只能有一个")
    rows = [
        _judge_layer(layer, by_layer.get(layer.key), edition, judged_on) for layer in edition.layers
    ]
    rows.sort(key=lambda row: (row.rank, -row.area_m2))
    inputs = ordered(measurements)
    return CheckVerdict(
        tuple(rows),
        outcome_of(rows),
        verdict.receipt("blueprint.judgement.judge", inputs, edition=edition, judged_on=judged_on),
    )


def ordered(measurements: Sequence[LayerMeasurement]) -> tuple[LayerMeasurement, ...]:
    """Return the inputs of a check in the order in which its receipt digests them."""
    return tuple(sorted(measurements, key=lambda measurement: measurement.layer))


@rule("D1 三(一)1", "D1-27", doubts=("AMB-81",), parameters=("blueprint.touch_area",
      "blueprint.whole_coverage"))  # fmt: skip
def standing(
    measured: LayerMeasurement | None, *, touch_area_m2: float, whole_coverage: float
) -> Judgement:
    """Every department's layers are laid under the footprint, and each hit is listed.

    Reading: the plane area of the union decides; more than the tolerance is 压占, anything less
    but some is 压边 and left to a person; nothing met is 未压占 only where the layer covers the
    whole footprint, else 无数据.
    Doubt: AMB-81.
    """
    if measured is None:
        return Judgement.NO_DATA
    if measured.area_m2 > touch_area_m2:
        return Judgement.OCCUPIED
    if measured.area_m2 > 0:
        return Judgement.TOUCHED
    return Judgement.CLEAR if measured.covered_share >= whole_coverage else Judgement.NO_DATA


@rule("D1 三(四)", "D1-60", "D1-61")
def outcome_of(rows: Sequence[LayerJudgement]) -> Outcome:
    """Ground behind a hard bar outweighs everything else that a footprint meets.

    Reading: a hard bar occupied bars; a hard bar without data, or touched, leaves the check
    incomplete; any other adverse, near or unknown layer is for its department to answer.
    Layers that only inform or classify do not count: the lead compares those by hand.
    """
    ranks = {row.rank for row in rows}
    touched_bar = any(
        row.force is Force.HARD_BAR and row.judgement is Judgement.TOUCHED for row in rows
    )
    if Rank.BAR_MET in ranks:
        return Outcome.BARRED
    if Rank.BAR_UNKNOWN in ranks or touched_bar:
        return Outcome.INCOMPLETE
    return Outcome.CONSULT if ranks - {Rank.NOTED, Rank.CLEAR} else Outcome.CLEAR


def _judge_layer(
    layer: Layer, measured: LayerMeasurement | None, edition: Edition, on: date
) -> LayerJudgement:
    judgement = standing(
        measured,
        touch_area_m2=parameter.number(edition, "blueprint.touch_area", on),
        whole_coverage=parameter.number(edition, "blueprint.whole_coverage", on),
    )
    taken = measured or LayerMeasurement(layer.key, covered_share=0.0)
    holder = catalogue.owner(edition, layer.key, on)
    remarks = _remarks(layer, taken, judgement, edition, on)
    near = any(remark.code == Remark.NEAR for remark in remarks)
    asked = near or judgement is not Judgement.CLEAR
    shown = layer.visibility is not Visibility.TRIGGER_ONLY
    return LayerJudgement(
        layer=layer.key,
        name=layer.name,
        owner=holder.key,
        owner_name=holder.name,
        force=layer.force,
        overlap=layer.overlap,
        judgement=judgement,
        rank=Rank.TOUCHED if near else _rank(layer, judgement),
        citation=layer.citation,
        area_m2=taken.area_m2 if shown else 0.0,
        share=taken.share if shown else 0.0,
        covered_share=taken.covered_share,
        as_of_on=taken.as_of_on,
        version=taken.version,
        consulted=catalogue.consulted(edition, layer.key, on) if asked else (),
        remarks=remarks,
    )


def _rank(layer: Layer, judgement: Judgement) -> Rank:
    bar = layer.force is Force.HARD_BAR
    if judgement is Judgement.NO_DATA:
        return Rank.BAR_UNKNOWN if bar else Rank.UNKNOWN
    if judgement is Judgement.CLEAR:
        return Rank.CLEAR
    if layer.overlap not in (OverlapMeaning.ADVERSE, OverlapMeaning.TRIGGER):
        return Rank.NOTED
    if judgement is Judgement.TOUCHED:
        return Rank.TOUCHED
    return Rank.BAR_MET if bar else Rank.MET


def _remarks(
    layer: Layer, taken: LayerMeasurement, judgement: Judgement, edition: Edition, on: date
) -> tuple[Finding, ...]:
    touch_area = parameter.number(edition, "blueprint.touch_area", on)
    whole = parameter.number(edition, "blueprint.whole_coverage", on)
    occupied = judgement is Judgement.OCCUPIED
    has_data = judgement is not Judgement.NO_DATA
    held = {
        Remark.HARD_BAR: occupied and layer.force is Force.HARD_BAR,
        Remark.INSIDE: occupied and layer.overlap is OverlapMeaning.INSIDE,
        Remark.SLIVERS_ONLY: occupied and (taken.largest_hit_m2 or taken.area_m2) <= touch_area,
        Remark.NEAR: not occupied and is_near(layer, taken, edition, on),
        Remark.PARTLY_COVERED: 0 < taken.covered_share < whole,
        Remark.OUTDATED: has_data and is_outdated(layer, taken.as_of_on, on),
        Remark.UNDATED: has_data and taken.as_of_on is None,
        Remark.ASK_OWNER: not has_data,
        Remark.TRIGGERED: layer.force is Force.TRIGGER and taken.area_m2 > 0,
    }
    facts = {
        "layer": layer.key,
        "name": layer.name,
        "owner": catalogue.owner(edition, layer.key, on).name,
        "as_of_on": taken.as_of_on,
        "months": layer.update_interval_months,
        "nearest_m": None if taken.nearest_m is None else round(taken.nearest_m, 2),
        "percent": _percent(1 - taken.covered_share),
        "touch_area_m2": touch_area,
    }
    return tuple(Finding(code, layer.citation, facts) for code, true in held.items() if true)


@rule("D1 附件二(一)", "D1-B24", doubts=("AMB-84",), parameters=("blueprint.near_railway",))
def is_near(layer: Layer, taken: LayerMeasurement, edition: Edition, on: date) -> bool:
    """A project by the railway is put to the railway.

    Reading: within the distance that the layer's own parameter names, which is also met at
    exactly that distance.
    Doubt: AMB-84.
    """
    if layer.near is None or taken.nearest_m is None:
        return False
    return taken.nearest_m <= parameter.number(edition, layer.near, on)


@rule("D1 五(一)")
def is_outdated(layer: Layer, as_of_on: date | None, on: date) -> bool:
    """Plan data are kept up to date.

    Reading: a layer is outdated from the day after its update interval, counted in months from
    its own date, has run out. The intervals are ours; the notice prints none.
    """
    if as_of_on is None:
        return False
    months = (on.year - as_of_on.year) * 12 + on.month - as_of_on.month
    return (months, on.day) > (layer.update_interval_months, as_of_on.day)


def _percent(share: float) -> float:
    """A share in per cent with four significant digits, so that a small one is not said as 0."""
    return float(f"{share * 100:.4g}")
