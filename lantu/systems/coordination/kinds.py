"""What coordination owes: the three clocks, and what silence means. Registered with duties."""

from datetime import date
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.duties.kinds import Kind, register
from lantu.foundations.duties.models import Duty
from lantu.foundations.people.queries import responsible_unit
from lantu.law.citation import Citation
from lantu.law.clock import Due
from lantu.law.coordination import deadlines
from lantu.law.edition import Edition

FIRST = Citation.parse("D1 三(一)1")
SECOND = Citation.parse("D1 三(一)2")
THIRD = Citation.parse("D1 三(一)3")
ANNEX = Citation.parse("D1 附件二(二) 末")


def _mark_overdue(act: Act, duty: Duty) -> None:
    from lantu.systems.coordination.actions.silence import mark_overdue

    mark_overdue(act, duty)


def _lapse(act: Act, duty: Duty) -> None:
    from lantu.systems.coordination.actions.silence import deem

    deem(act, duty)


def _hold(act: Act, duty: Duty) -> None:
    from lantu.systems.coordination.actions.silence import hold

    hold(act, duty)


def _delivery_due(edition: Edition, started_on: date, _: object = ()) -> Due:
    return deadlines.delivery_due(edition, started_on)


def _forwarding_due(edition: Edition, started_on: date, _: object = ()) -> Due:
    return deadlines.forwarding_due(edition, started_on)


DISPATCH = register(
    Kind("coordination.round.dispatch", "核对、修正红线并发出协同函", FIRST,
         limit=deadlines.correction_due, overdue=_mark_overdue)
)  # fmt: skip
DELIVER = register(
    Kind("coordination.task.deliver", "电话登记或书面送达协同函", FIRST, limit=_delivery_due)
)
ANSWER = register(
    Kind("coordination.task.answer", "答复空间协同意见", FIRST,
         limit=deadlines.reply_due, lapse=_lapse, hold=_hold)
)  # fmt: skip
DISTRICT = register(
    Kind("coordination.district.answer", "向市直部门提出县区意见", ANNEX, limit=_forwarding_due)
)
ISSUE = register(
    Kind("coordination.round.issue", "汇总、协调并出具综合意见", SECOND,
         limit=deadlines.opinion_due, overdue=_mark_overdue)
)  # fmt: skip
ADJUST = register(Kind("coordination.round.adjust", "按融合建议调整项目", THIRD))
RETURN = register(Kind("coordination.round.return", "注明原因并退回项目储备库", THIRD))
CARRY_OUT = register(
    Kind("coordination.decision.carry_out", "落实会议决定", Citation.parse("D1 四"))
)


def sender_id(on: date) -> UUID:
    """Return the unit that pushes projects: who holds 发展改革 on a day."""
    return responsible_unit("development_reform", on).id
