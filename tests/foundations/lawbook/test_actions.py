from datetime import date, timedelta

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.journal.follow import news_after
from lantu.foundations.journal.replay import differences
from lantu.foundations.lawbook.actions import (
    adopt_edition,
    propose_edition,
    publish_edition,
    retire_edition,
    withdraw_edition,
)
from lantu.foundations.lawbook.events import EditionPublished
from lantu.foundations.lawbook.models import EditionInForce, LocalEdition, Standing
from lantu.foundations.lawbook.queries import current, edition_by_digest, in_force_at
from lantu.law import calendar
from lantu.law.edition import shipped
from tests.foundations.conftest import MORNING
from tests.foundations.lawbook.conftest import NEXT_YEAR, NOTICE, PUBLISHED_ON, person

PARAMETER = """\
parameters:
  - name: coordination.reply
    meaning: 试
    unit: working_day
    values: [{in_force_on: 2019-08-17, amount: 99, citation: D1 三(一)1, origin: reading}]
"""


def proposed(actor, content=NOTICE) -> LocalEdition:
    return propose_edition(Request(actor), content=content, note="来年放假安排", citation="试验")


@pytest.fixture
def published(demonstration, keepers) -> LocalEdition:
    first, second = keepers
    return publish_edition(Request(second), edition_id=proposed(first).id)


def test_a_holiday_notice_is_proposed_by_one_and_published_by_another(published):
    assert published.standing is Standing.PUBLISHED
    assert NEXT_YEAR in {notice.year for notice in current().holiday_notices}
    assert current() != shipped()
    assert current().known_on(PUBLISHED_ON - timedelta(days=1)).holiday_notices == (
        shipped().holiday_notices
    )


def test_publishing_tells_both_editions_to_those_who_run_clocks(published):
    (news,) = news_after(0, frozenset({EditionPublished.event_name}))
    assert news.event == EditionPublished(published.id, shipped().digest, current().digest)
    assert edition_by_digest(shipped().digest) == shipped()
    assert edition_by_digest(current().digest) == current()
    assert in_force_at(MORNING) == current()
    assert list(differences()) == []


def test_a_year_that_was_provisional_is_announced_from_then_on(demonstration, keepers):
    first, second = keepers
    day = date(NEXT_YEAR, 1, 3)
    edition = proposed(first)
    assert edition.standing is Standing.DRAFT
    assert calendar.calendar(current()).day(day).provisional
    publish_edition(Request(second), edition_id=edition.id)
    assert not calendar.calendar(current()).day(day).provisional


def test_the_proposer_does_not_publish(demonstration, keepers):
    first, _ = keepers
    edition = proposed(first)
    with pytest.raises(Refused, match="提出人不能发布自己提出的版本"):
        publish_edition(Request(first), edition_id=edition.id)
    assert current() == shipped()


def test_who_does_not_keep_the_law_may_neither_propose_nor_publish(demonstration):
    with pytest.raises(Denied):
        proposed(person())
    edition = proposed(SYSTEM)
    for actor in (person(), SYSTEM):
        with pytest.raises(Denied):
            publish_edition(Request(actor), edition_id=edition.id)


def test_a_withdrawn_or_published_edition_is_no_draft(published, keepers):
    first, second = keepers
    with pytest.raises(Refused, match="已发布，不再是待发布的草稿"):
        publish_edition(Request(second), edition_id=published.id)
    with pytest.raises(Refused, match="已发布"):
        withdraw_edition(Request(first), edition_id=published.id)


def test_a_draft_can_be_withdrawn_and_is_kept(demonstration, keepers):
    first, second = keepers
    edition = withdraw_edition(Request(first), edition_id=proposed(first).id)
    assert LocalEdition.objects.get().standing is Standing.WITHDRAWN
    with pytest.raises(Refused, match="已撤回"):
        publish_edition(Request(second), edition_id=edition.id)


def test_a_value_in_force_is_not_changed_by_a_local_edition(demonstration, keepers):
    name = shipped().parameters[0].name
    value = shipped().parameters[0].values[0]
    with pytest.raises(Refused, match="请由人选定其一"):
        proposed(
            keepers[0],
            PARAMETER.replace("coordination.reply", name).replace(
                "2019-08-17", value.in_force_on.isoformat()
            ),
        )


def test_two_drafts_of_the_same_rows_are_not_both_published(demonstration, keepers):
    first, second = keepers
    one, two = proposed(first), proposed(first)
    publish_edition(Request(second), edition_id=one.id)
    with pytest.raises(Refused, match="无需再提"):
        publish_edition(Request(second), edition_id=two.id)


def test_an_edition_without_contradiction_is_not_retired(published, keepers):
    with pytest.raises(Refused, match="没有冲突，不能停用"):
        retire_edition(Request(person()), edition_id=published.id)


def test_the_edition_of_a_new_program_is_adopted_once(demonstration):
    adopt_edition(Request(SYSTEM))
    adopt_edition(Request(SYSTEM))
    assert EditionInForce.objects.get().digest == shipped().digest
