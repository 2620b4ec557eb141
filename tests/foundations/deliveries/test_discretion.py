import pytest

from lantu.foundations.deliveries.discretion import place_in


@pytest.mark.parametrize(
    "words",
    [
        "位于113.6253,34.7466处",
        "东经113°37′31″",
        "角点 465000.12 3845000.55",
        "角点（465000，3845000）",
        "J1 38465000 3845000",
        "X=3845000",
        "Ｙ坐标：465000".replace("Ｙ", "Y"),
        "１１３．６２５３",
        "纬度34",
    ],
)
def test_what_looks_like_a_place_is_found(words):
    assert place_in(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "“滨河学校”空间协同函已送达贵单位收件箱，请登录平台办理。",
        "项目 储2019-00012 第 3 轮空间协同未在 2019-09-17 前完成",
        "项目代码 2019-410100-47-03-012345",
        "郑政办〔2019〕50号",
        "联系电话 0371-67181234",
        "用地 20000 平方米，投资 12000.50 万元",
        "答复期限 2019-09-17 24:00，已过 95%",
        "规划高度 99.5 米",
    ],
)
def test_numbers_of_other_kinds_pass(words):
    assert place_in(words) is None
