from datetime import date
from pathlib import Path

import pytest
import yaml

from lantu.geo import overlap_compiled
from lantu.geo.finding import Refused
from lantu.geo.formats import read
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.blueprint.judgement import Judgement, Outcome
from lantu.law.edition import shipped
from lantu.systems.blueprint.check import check, composition, red_line_limits

REDLINES = Path(__file__).parent.parent.parent.parent / "demo" / "redlines"
EXPECTED = yaml.safe_load((REDLINES / "expected.yaml").read_text("utf-8"))
DAY = date(2019, 9, 2)
WORDS = {
    "压占": Judgement.OCCUPIED,
    "压边": Judgement.TOUCHED,
    "未压占": Judgement.CLEAR,
    "无数据": Judgement.NO_DATA,
}


@pytest.fixture(scope="session")
def blueprint(small_city):
    return open_blueprint(open_store(small_city))


def checked(blueprint, name, **options):
    reading = read(REDLINES / name, limits=red_line_limits(shipped(), DAY))
    return check(reading, blueprint, edition=shipped(), checked_on=DAY, **options)


@pytest.mark.requirement("D1-27", "D1-50")
@pytest.mark.parametrize("expected", EXPECTED, ids=[entry["file"] for entry in EXPECTED])
def test_a_red_line_meets_what_shapely_says_it_meets(blueprint, expected):
    made = checked(blueprint, expected["file"])
    assert made.examination.area_m2 == pytest.approx(expected["area_m2"], abs=0.011)
    rows = {row.layer: row for row in made.verdict.rows}
    for layer, row in rows.items():
        wanted = expected["layers"].get(layer, {"judgement": "未压占"})
        assert row.judgement is WORDS[wanted["judgement"]], layer
        overlap = made.overlaps[layer]
        assert overlap.area_m2 == pytest.approx(wanted.get("area_m2", 0.0), abs=0.011), layer


def test_both_kernels_print_the_same_areas(blueprint):
    plain = checked(blueprint, "large_site.gpkg")
    compiled = checked(blueprint, "large_site.gpkg", kernel=overlap_compiled.layer_areas)
    assert {key: round(overlap.area_m2, 2) for key, overlap in plain.overlaps.items()} == {
        key: round(overlap.area_m2, 2) for key, overlap in compiled.overlaps.items()
    }


@pytest.mark.requirement("D1-60")
def test_hard_bars_come_first_and_decide(blueprint):
    made = checked(blueprint, "basic_farmland.txt")
    assert made.verdict.rows[0].layer == "permanent_basic_farmland"
    assert made.verdict.outcome is Outcome.BARRED


@pytest.mark.requirement("D1-B24")
def test_a_red_line_near_the_railway_is_put_to_the_railway(blueprint):
    made = checked(blueprint, "near_railway.txt")
    row = next(row for row in made.verdict.rows if row.layer == "railway")
    assert row.judgement is Judgement.CLEAR
    assert [asked.department for asked in row.consulted] == ["railway"]
    assert 0 < made.overlaps["railway"].nearest_m <= 50


def test_a_layer_is_broken_down_by_its_classes(blueprint):
    made = checked(blueprint, "basic_farmland.txt")
    classes = composition(made, "land_use_plan")
    assert [name for name, _ in classes] == ["限制建设区", "允许建设区"]
    total = made.overlaps["land_use_plan"].area_m2
    assert sum(area_m2 for _, area_m2 in classes) == pytest.approx(total)


def test_a_refused_red_line_is_not_measured(blueprint):
    with pytest.raises(Refused) as refused:
        checked(blueprint, "broken/self_crossing.txt")
    assert [finding.code for finding in refused.value.findings] == ["self_crossing"]


def test_an_accepted_repair_is_measured_and_said(blueprint):
    made = checked(blueprint, "broken/self_crossing.txt", accept_repairs=True)
    assert made.repaired
    assert "self_crossing" in [finding.code for finding in made.findings]


def test_the_receipt_is_the_same_for_the_same_facts(blueprint):
    first, second = (checked(blueprint, "clean_site.txt").verdict.receipt for _ in range(2))
    assert first == second


@pytest.mark.requirement("AMB-85")
def test_the_limits_of_a_red_line_are_those_of_the_law():
    limits = red_line_limits(shipped(), DAY)
    assert (limits.size_bytes, limits.features, limits.vertices) == (20 << 20, 200, 100_000)
