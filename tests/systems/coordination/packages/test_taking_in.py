import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.blobs import store
from lantu.foundations.blobs.models import Blob
from lantu.foundations.journal.models import Entry
from lantu.foundations.journal.replay import differences
from lantu.foundations.projects.models import Footprint, Project
from lantu.systems.coordination.models import ReserveEntry
from lantu.systems.coordination.packages.faults import PackageRefused
from lantu.systems.coordination.packages.intake import read_intakes
from lantu.systems.coordination.packages.taking_in import take_in
from tests.systems.coordination.packages.conftest import CITY, row
from tests.town import INITIATOR, SENDER


@pytest.fixture
def read(town, package, blob_folder):
    def reading(*rows):
        return read_intakes(package(*rows), CITY)

    return reading


def counts():
    models = (Project, Footprint, ReserveEntry, Blob, Entry)
    return [model._default_manager.count() for model in models]


def test_a_package_is_taken_in_as_a_whole_with_files_lines_and_statements(town, read):
    numbers = take_in(town.ask(SENDER, "clerk"), read(row(1), row(2)))
    assert numbers == ["储2019-00001", "储2019-00002"]
    entry = ReserveEntry.objects.get(project__reserve_number=numbers[1])
    assert (entry.project.name, entry.intended_use) == ("滨河学校2", "教育用地")
    assert entry.project.initiating_unit == town.unit(INITIATOR)
    assert (entry.sketch.statement, entry.sketch.reviewer) == ("unclassified", "保密员")
    assert store.read(entry.sketch.source).startswith("[属性描述]".encode())
    assert Blob.objects.count() == 2
    assert list(differences()) == []


def test_one_row_that_is_refused_keeps_every_row_out(town, read):
    clerk = town.ask(SENDER, "clerk")
    twice = {"项目代码": "2019-410105-82-01-012345"}
    intakes = read(row(1, **twice), row(2, **twice))
    before = counts()
    with pytest.raises(PackageRefused, match="第 3 行：项目代码“2019-410105-82-01-012345”已属于"):
        take_in(clerk, intakes)
    assert counts() == before
    assert not [path for path in store.folder().rglob("*") if path.is_file()]


def test_a_dry_run_does_everything_and_leaves_nothing(town, read):
    clerk, intakes = town.ask(SENDER, "clerk"), read(row(1), row(2))
    before = counts()
    assert len(take_in(clerk, intakes, is_dry_run=True)) == 2
    assert counts() == before
    assert not [path for path in store.folder().rglob("*") if path.is_file()]
    assert take_in(clerk, intakes) == ["储2019-00001", "储2019-00002"]


def test_only_who_sends_projects_or_registers_letters_takes_packages_in(town, read):
    intakes = read(row(1))
    for unit, person in ((INITIATOR, "clerk"), (SENDER, "signer"), ("forestry", "clerk")):
        with pytest.raises(Denied):
            take_in(town.ask(unit, person), intakes)
    assert not Project.objects.exists()
