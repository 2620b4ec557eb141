import io
import json
import zipfile

import ezdxf
import pytest
import shapely

from lantu.foundations.projects.queries import geometry_of
from lantu.geo.formats.boundary_txt import parse
from tests.geo.formats.samples import LIMITS
from tests.town import LEAD


def lines_of(story):
    return story.round.sketch


@pytest.mark.requirement("D1-33")
@pytest.mark.parametrize("form", ["txt", "dxf", "shp", "geojson"])
def test_a_red_line_is_taken_away_in_every_form(story, enter, form):
    line = lines_of(story)
    answer = enter(LEAD, "clerk").get(f"/lines/{line.id}.{form}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    data = answer.content
    if form == "txt":
        (plot,) = parse(data, file="a.txt", limits=LIMITS).features
        assert abs(plot.geometry.area - float(line.plane_area_m2)) < 1
        assert shapely.hausdorff_distance(plot.geometry, geometry_of(line)) < 0.01
    elif form == "dxf":
        drawing = ezdxf.read(io.StringIO(data.decode()))
        assert len(drawing.modelspace().query("LWPOLYLINE")) == 1
    elif form == "shp":
        assert "red_line.prj" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    else:
        (one,) = json.loads(data)["features"]
        assert one["properties"]["area_m2"] == float(line.plane_area_m2)


def test_a_red_line_of_another_is_not_there(story, enter):
    line = lines_of(story)
    assert enter("sports", "clerk").get(f"/lines/{line.id}.txt").status_code == 404
    assert enter(LEAD, "clerk").get(f"/lines/{line.id}.dwg").status_code == 404
    story.dispatch()
    assert enter("forestry", "clerk").get(f"/lines/{line.id}.txt").status_code == 200
