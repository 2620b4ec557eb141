from lantu.foundations.acts.clock import now
from lantu.foundations.journal.models import Entry
from lantu.foundations.projects.watching import follow, followed, look, unfollow
from tests.town import LEAD, a_project, later


def test_a_person_follows_a_project_once_and_no_longer(town):
    person, project = town.account(LEAD, "clerk"), a_project(town)
    entries = Entry.objects.count()
    for _ in range(2):
        follow(person.id, project.id, now())
    assert list(followed(person.id)) == [project.id]
    assert followed(town.account(LEAD, "signer").id) == {}
    for _ in range(2):
        unfollow(person.id, project.id)
    assert followed(person.id) == {}
    assert Entry.objects.count() == entries


def test_a_look_is_remembered_for_what_is_followed_and_for_nothing_else(town):
    person, project = town.account(LEAD, "clerk"), a_project(town)
    assert not look(person.id, project.id, now())
    assert followed(person.id) == {}
    follow(person.id, project.id, now())
    at = later(hours=1)
    assert look(person.id, project.id, at)
    assert followed(person.id) == {project.id: at}
