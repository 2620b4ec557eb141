import pytest

from lantu.demo import publication
from lantu.demo.ground import EDITIONS
from lantu.geo.layerstore import create, open_blueprint, open_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("city") / "small"
    steps = []
    made = publication.build(root, "small", 1, steps.append)
    return root, made, steps


def test_a_built_city_opens_with_all_its_layers(built):
    root, made, steps = built
    blueprint = open_blueprint(open_store(root))
    assert blueprint.number == made.blueprint == 1
    assert len(blueprint.layers) == made.layers == 44
    assert blueprint.store.demo
    assert len(steps) == publication.STEPS


def test_the_same_city_is_recognised_and_another_is_not(built):
    root, made, _ = built
    assert publication.existing(root, "small", 1) == made
    assert publication.existing(root, "small", 2) is None
    assert publication.existing(root.parent, "small", 1) is None


def test_a_folder_that_is_no_demo_city_is_left_alone(built, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(publication.ForeignFolder):
        publication.clear(tmp_path)
    real = tmp_path / "real"
    create(real, name="城", crs="EPSG:4547", boundary=open_store(built[0]).boundary)
    with pytest.raises(publication.ForeignFolder):
        publication.clear(real)
    assert (tmp_path / "letter.txt").exists()


def test_editions_are_named_as_the_command_names_them():
    assert set(EDITIONS) == {"small", "large"}
