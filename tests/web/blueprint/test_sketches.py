import io
import json

import pytest
from PIL import Image

from lantu.foundations.blobs import store
from lantu.foundations.projects.models import Footprint
from tests.town import INITIATOR, a_project

POINTS = [
    {"px": 100, "py": 100, "east": 38465000.0, "north": 3846500.0},
    {"px": 900, "py": 100, "east": 38465400.0, "north": 3846500.0},
    {"px": 900, "py": 700, "east": 38465400.0, "north": 3846200.0},
    {"px": 100, "py": 700, "east": 38465000.0, "north": 3846201.0},
]
RING = [[200, 200], [600, 200], [600, 500], [200, 500]]


@pytest.fixture
def project(town):
    return a_project(town)


def a_scan():
    made = io.BytesIO()
    Image.new("RGB", (1000, 800), "#f4f1e6").save(made, "PNG")
    made.seek(0)
    made.name = "示意.png"
    return made


@pytest.fixture
def scanned(enter, project):
    """Somebody with a scan, and its page."""
    client = enter(INITIATOR, "clerk")
    answer = client.post(f"/reserve/{project.id}/sketch/", {"scan": a_scan()})
    return client, answer.url


def test_a_scan_is_laid_on_the_plane_and_traced(scanned, project):
    client, page = scanned
    assert client.get(page.rstrip("/") + ".png")["Content-Type"] == "image/png"
    sent = {"points": json.dumps(POINTS), "ring": json.dumps(RING), "statement": "unclassified"}
    assert client.post(page, sent).url == f"/reserve/{project.id}/red-line/"
    line = Footprint.objects.get(project=project)
    assert line.rank == "sketch"
    assert float(line.plane_area_m2) == pytest.approx(200 * 150, rel=0.01)
    assert 0 < line.accuracy_m < 1
    assert store.read(line.source).startswith(b"\x89PNG")


def test_residuals_are_told_before_anything_is_kept(scanned):
    client, page = scanned
    said = client.get(f"{page}residuals.json", {"points": json.dumps(POINTS)}).json()
    assert len(said["residuals_m"]) == 4
    assert said["error_m"] == pytest.approx(0.25, abs=0.01)
    few = client.get(f"{page}residuals.json", {"points": json.dumps(POINTS[:2])}).json()
    assert "至少需要 3 个" in few["fault"]
    assert "没有填完整" in client.get(f"{page}residuals.json", {"points": "[{}]"}).json()["fault"]


@pytest.mark.parametrize(
    ("points", "ring", "said"),
    [
        (POINTS[:2], RING, "至少需要 3 个"),
        (POINTS, RING[:2], "至少要有三个不同的点"),
        (POINTS, [RING[0], RING[2], RING[1], RING[3]], "自己相交"),
        ([{**p, "north": p["north"] - 200_000} for p in POINTS], RING, "市域之外"),
    ],
)
def test_what_cannot_stand_is_refused_in_words(scanned, project, points, ring, said):
    client, page = scanned
    sent = {"points": json.dumps(points), "ring": json.dumps(ring), "statement": "unclassified"}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Footprint.objects.filter(project=project).exists()


def test_what_is_no_scan_says_what_to_bring(enter, project):
    file = io.BytesIO(b"no picture")
    file.name = "示意.png"
    answer = enter(INITIATOR, "clerk").post(f"/reserve/{project.id}/sketch/", {"scan": file})
    assert answer.status_code == 422
    assert "请上传 PNG、JPG" in answer.content.decode()


def test_the_scan_of_another_is_not_there(scanned, enter, project):
    _, page = scanned
    stranger = enter("stranger_company", "clerk")
    for address in (
        page,
        page.rstrip("/") + ".png",
        f"{page}residuals.json",
        f"/reserve/{project.id}/sketch/",
    ):
        assert stranger.get(address).status_code == 404
