import pytest

from lantu.foundations.jobs.child import READY, Child


@pytest.fixture
def child(monkeypatch):
    child = Child()
    yield child
    if not child.connection.closed:
        child.end()


def test_a_child_says_when_it_is_ready_and_ends_with_its_connection(child):
    assert child.connection.poll(30)
    assert child.said() == READY
    child.end()
    assert child.process.returncode == 0


def test_the_death_of_a_child_is_noticed(child):
    assert child.connection.poll(30)
    assert child.said() == READY
    child.process.kill()
    child.process.wait()
    with pytest.raises(EOFError):
        child.said()
