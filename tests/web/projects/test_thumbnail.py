from lantu.foundations.projects.queries import standing_footprint
from lantu.web.projects.thumbnail import drawing
from tests.town import a_footprint, a_project


def test_a_drawing_shows_the_standing_line_above_the_former_ones(town):
    project = a_project(town, "滨河小学")
    assert drawing([], None) is None
    a_footprint(town, project)
    a_footprint(town, project, rank="corrected")
    found = drawing(list(project.footprints.all()), standing_footprint(project.id))
    assert [kind for kind, _ in found.paths] == ["line-former", "line-standing"]
    assert found.paths[0][1].startswith("M")
    assert found.view_box.startswith("0 0 ")
