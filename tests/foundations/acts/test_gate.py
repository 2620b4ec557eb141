from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from lantu.foundations.acts.actions import advance_clock, open_deployment
from lantu.foundations.acts.actor import ANYONE, SYSTEM, Actor, ActorKind
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Act, ActFault, Missing, Request, action
from lantu.foundations.acts.guard import WrittenOutsideAct
from lantu.foundations.acts.models import Deployment, Receipt
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.journal.models import Entry
from tests.foundations.conftest import MORNING

NOON = MORNING + timedelta(hours=3)


@action("acts.clock.advance")
def forget_permission(act: Act) -> None:
    act.record  # noqa: B018


@action("acts.clock.advance")
def say_nothing(act: Act) -> None:
    act.require()


@action("acts.clock.advance")
def break_midway(act: Act, *, to_at: datetime) -> None:
    advance_clock(act, to_at=to_at)
    raise OSError("断电")


def test_an_act_is_stamped_journalled_and_permanent(demonstration):
    advance_clock(Request(SYSTEM), to_at=NOON)
    assert now() == NOON
    assert list(Entry.objects.values_list("sequence", "event")) == [
        (1, "acts.deployment.opened/1"),
        (2, "acts.clock.advanced/1"),
    ]


def test_what_nobody_allowed_is_denied_in_a_sentence(demonstration):
    with pytest.raises(Denied, match="没有办理此事的权限"):
        advance_clock(Request(ANYONE), to_at=NOON)
    assert now() == MORNING


def test_an_act_that_never_asked_is_refused(demonstration):
    with pytest.raises(RuntimeError, match="没有问过权限"):
        forget_permission(Request(SYSTEM))


def test_an_act_that_says_nothing_is_refused(demonstration):
    with pytest.raises(RuntimeError, match="没有记入日志的事件"):
        say_nothing(Request(SYSTEM))


def test_an_act_that_breaks_leaves_nothing(demonstration):
    with pytest.raises(OSError, match="断电"):
        break_midway(Request(SYSTEM), to_at=NOON)
    assert now() == MORNING
    assert Entry.objects.count() == 1


def test_an_action_joins_the_act_of_another(demonstration):
    @action("acts.clock.advance")
    def twice(act: Act) -> None:
        act.require()
        advance_clock(act, to_at=NOON)
        advance_clock(act, to_at=NOON + timedelta(hours=1))

    twice(Request(SYSTEM))
    assert now() == NOON + timedelta(hours=1)
    assert Entry.objects.count() == 3


def test_joining_asks_no_second_permission_and_stands_in_for_none(demonstration):
    @action("acts.clock.advance")
    def hide_behind(act: Act) -> None:
        advance_clock(act, to_at=NOON)

    with pytest.raises(RuntimeError, match="没有问过权限"):
        hide_behind(Request(SYSTEM))


def test_a_repeated_key_gives_the_first_result_and_does_nothing(demonstration):
    first = advance_clock(Request(SYSTEM, key="noon"), to_at=NOON)
    again = advance_clock(Request(SYSTEM, key="noon"), to_at=NOON + timedelta(days=1))
    assert (again, now()) == (first, NOON)
    assert Entry.objects.count() == 2


def test_a_key_serves_one_actor_and_one_verb(demonstration):
    advance_clock(Request(SYSTEM, key="noon"), to_at=NOON)
    with pytest.raises(Refused) as refused:
        open_deployment(Request(SYSTEM, key="noon"), city="郑州市")
    assert refused.value.code is ActFault.KEY_USED_OTHERWISE


def test_a_key_of_a_failed_act_may_be_used_again(demonstration):
    with pytest.raises(OSError, match="断电"):
        break_midway(Request(SYSTEM, key="noon"), to_at=NOON)
    assert not Receipt.objects.exists()


def test_the_future_is_refused(demonstration):
    with pytest.raises(Refused, match="时刻在将来"):
        advance_clock(Request(SYSTEM, at=datetime.now(UTC) + timedelta(days=1)), to_at=NOON)


def test_a_request_that_was_too_long_on_its_way_is_refused(demonstration):
    clerk = Actor(ActorKind.ACCOUNT, account_id=demonstration.id)
    advance_clock(Request(SYSTEM), to_at=NOON)
    with pytest.raises(Refused, match="耽搁过久"):
        advance_clock(Request(clerk, at=NOON - timedelta(seconds=101)), to_at=NOON)
    advance_clock(Request(clerk, at=NOON - timedelta(seconds=99)), to_at=NOON)


def test_an_act_with_nothing_to_do_says_nothing(demonstration):
    @action("acts.clock.advance")
    def nothing(act: Act) -> None:
        act.require()
        act.abandon()

    nothing(Request(SYSTEM))
    assert Entry.objects.count() == 1


def test_a_record_that_does_not_exist_is_missing(demonstration):
    @action("acts.clock.advance")
    def look(act: Act) -> None:
        act.require()
        act.get(Deployment, demonstration.id.__class__(int=0))

    with pytest.raises(Missing, match="找不到这条记录"):
        look(Request(SYSTEM))


@pytest.mark.parametrize(
    "write",
    [
        lambda: Deployment.objects.update(city="别处"),
        lambda: Deployment(city="别处", is_demo=False, opened_at=MORNING).save(),
        lambda: Deployment.objects.bulk_create(
            [Deployment(city="别处", is_demo=False, opened_at=MORNING)]
        ),
        lambda: Deployment.objects.all().delete(),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Receipt.objects.create(key="k", verb="v", actor={}),
        lambda: _execute("WITH x AS (SELECT 1) UPDATE \"acts_deployment\" SET city = '别处'"),
        lambda: _execute("  update acts_deployment set city = '别处'"),
    ],
)
def test_a_write_outside_an_act_is_refused(demonstration, write):
    with pytest.raises(WrittenOutsideAct, match="只能在行为"):
        write()


def test_a_record_is_never_deleted(demonstration):
    with pytest.raises(TypeError, match="不删除"):
        demonstration.delete()


def _execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
