from lantu.foundations.projects.models import Project
from lantu.web.projects.finding import initials, projects_found

SCHOOL = Project(
    name="滨河小学",
    former_names=["东区第九小学"],
    reserve_number="ZC2019-0001",
    code="2019-410105-82",
)
DEPOT = Project(name="地铁车辆段", reserve_number="ZC2019-0002")


def names(words):
    return [one.name for one in projects_found([SCHOOL, DEPOT], words)]


def test_a_project_is_found_by_anything_that_names_it():
    for words in ("滨河", "第九小学", "410105", "zc2019-0001", "bhxx", "BHXX", "dqdj", "滨河 小学"):
        assert names(words) == ["滨河小学"]
    assert names("zc2019") == ["滨河小学", "地铁车辆段"]
    assert names("滨河 地铁") == []


def test_initials_are_those_of_the_pinyin():
    assert initials("地铁车辆段") == "dtcld"
