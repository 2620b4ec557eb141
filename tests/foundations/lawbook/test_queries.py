from datetime import timedelta

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.lawbook import actions, queries
from lantu.foundations.lawbook.queries import (
    current,
    edition_by_digest,
    in_force_at,
    known_on,
    local_editions,
)
from lantu.law.edition import combined, shipped
from tests.foundations.conftest import MORNING
from tests.foundations.lawbook.conftest import NOTICE, PUBLISHED_ON


@pytest.fixture
def published(demonstration, keepers):
    first, second = keepers
    edition = actions.propose_edition(
        Request(first), content=NOTICE, note="来年放假安排", citation="试验"
    )
    return actions.publish_edition(Request(second), edition_id=edition.id)


def test_without_local_editions_the_shipped_one_is_in_force(demonstration):
    assert current() == shipped()
    assert edition_by_digest(shipped().digest) == shipped()
    assert not local_editions()


def test_an_edition_that_was_never_in_force_is_not_found(demonstration):
    with pytest.raises(Refused, match="没有摘要为"):
        edition_by_digest("0" * 64)
    assert in_force_at(MORNING) is None


def test_a_notice_is_known_from_the_day_it_was_published(published):
    assert known_on(PUBLISHED_ON) == current()
    assert known_on(PUBLISHED_ON - timedelta(days=1)) == shipped()


def test_a_new_program_that_contradicts_a_published_edition_is_refused_until_a_person_chooses(
    published, keepers, monkeypatch
):
    other = queries.read_content(NOTICE.replace("-01-03", "-01-02"))
    newer = combined(shipped(), other)
    monkeypatch.setattr(queries, "shipped", lambda: newer)
    monkeypatch.setattr(actions, "shipped", lambda: newer)
    with pytest.raises(Refused, match=r"与随附版本不能并用.*请由人选定其一.*lantu lawbook retire"):
        current()
    actions.retire_edition(Request(keepers[1]), edition_id=published.id)
    assert current() == newer
    actions.adopt_edition(Request(SYSTEM))
    assert edition_by_digest(newer.digest) == newer


def test_a_local_edition_edited_behind_the_back_is_not_used(published, behind_the_back):
    behind_the_back(
        "UPDATE lawbook_localedition SET content = %s", NOTICE.replace("-01-03", "-01-05")
    )
    with pytest.raises(Refused, match="与其摘要不符"):
        current()
