"""What units owe in coordination: the limits, and what their ends mean. Registered with duties."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.documents.actions import WHEN_CONFIRMED
from lantu.foundations.duties.kinds import Kind, register
from lantu.foundations.duties.models import Duty
from lantu.law.citation import Citation
from lantu.law.clock import Due
from lantu.law.coordination import deadlines
from lantu.law.edition import Edition
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import delivering, serving, silence
from lantu.systems.coordination.settled import lock_rounds

FIRST = Citation.parse("D1 三(一)1")
SECOND = Citation.parse("D1 三(一)2")
THIRD = Citation.parse("D1 三(一)3")
ANNEX = Citation.parse("D1 附件二(二) 末")
FOURTH = Citation.parse("D1 四")


def _delivery_due(edition: Edition, started_on: date, _: object = ()) -> Due:
    return deadlines.delivery_due(edition, started_on)


def _forwarding_due(edition: Edition, started_on: date, _: object = ()) -> Due:
    return deadlines.forwarding_due(edition, started_on)


def _lock_round(case_id: UUID) -> None:
    lock_rounds([case_id])


def _deliver_anew(act: Act, duty: Duty, reason: str) -> None:
    delivering.deliver_anew(act, task_id=duty.subject_id, reason=reason)


KINDS = (
    Kind(obligations.DISPATCH, "核对、修正红线并发出协同函", FIRST,
         limit=deadlines.correction_due, overdue=silence.mark_overdue),
    Kind(obligations.DELIVER, "电话登记或书面送达协同函", FIRST, limit=_delivery_due),
    Kind(obligations.ANSWER, "答复空间协同意见", FIRST,
         limit=deadlines.reply_due, lapse=silence.deem, hold=silence.hold,
         anew=_deliver_anew),
    Kind(obligations.DISTRICT, "向市直部门提出县区意见", ANNEX, limit=_forwarding_due),
    Kind(obligations.ISSUE, "汇总、协调并出具综合意见", SECOND,
         limit=deadlines.opinion_due, overdue=silence.mark_overdue),
    Kind(obligations.ADJUST, "按融合建议调整项目", THIRD),
    Kind(obligations.RETURN, "注明原因并退回项目储备库", THIRD),
    Kind(obligations.CARRY_OUT, "落实会议决定", FOURTH),
)  # fmt: skip

for _kind in KINDS:
    register(replace(_kind, lock=_lock_round))
WHEN_CONFIRMED[serving.OPINION] = serving.serve_when_sealed
