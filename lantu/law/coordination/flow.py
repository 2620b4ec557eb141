"""The state machines of 空间协同: a round, a task, an answer inside its unit, and the reserve.

Rounds that are returned once, suspended or withdrawn, and tasks that are undelivered or held, are
not printed in the notice: their steps name the doubt whose reading they follow. How a unit signs
is its own affair; the notice only asks for its answer.
"""

from lantu.law.citation import Citation
from lantu.law.flow import Capacity, Flow, Guard, State, Step, spread

FIRST = Citation.parse("D1 三(一)1")
SECOND = Citation.parse("D1 三(一)2")
THIRD = Citation.parse("D1 三(一)3")
ANNEX = Citation.parse("D1 附件二(二) 末")


class Round(State):
    """Where a round of coordination stands."""

    RETURNED_ONCE = "round.returned_once"
    RECEIVED = "round.received"
    LEAD_CHECK = "round.lead_check"
    DISPATCHED = "round.dispatched"
    COLLATING = "round.collating"
    IN_RECONCILIATION = "round.in_reconciliation"
    CONFORMS = "round.conforms"
    BASICALLY_CONFORMS = "round.basically_conforms"
    NOT_CONFORMS = "round.not_conforms"
    ADJUSTING = "round.adjusting"
    CONTINUED = "round.continued"
    SUSPENDED = "round.suspended"
    RETURNED_TO_RESERVE = "round.returned_to_reserve"
    CLOSED = "round.closed"
    WITHDRAWN = "round.withdrawn"


class Task(State):
    """Where a department's task stands."""

    UNDELIVERED = "task.undelivered"
    SENT = "task.sent"
    SUB_CONSULTING = "task.sub_consulting"
    HELD = "task.held"
    REPLIED = "task.replied"
    DEEMED_NO_OBJECTION = "task.deemed_no_objection"
    DROPPED = "task.dropped"


class Reserve(State):
    """Where a project of the reserve stands."""

    IN_RESERVE = "reserve.in_reserve"
    MATURE = "reserve.mature"
    IN_COORDINATION = "reserve.in_coordination"
    GENERATED = "reserve.generated"
    IN_APPROVAL = "reserve.in_approval"
    WITHDRAWN = "reserve.withdrawn"


class Answer(State):
    """Where an answer stands inside its unit; only a signed one answers."""

    DRAFTING = "answer_state.drafting"
    IN_REVIEW = "answer_state.in_review"
    TO_SIGN = "answer_state.to_sign"
    REGISTERED = "answer_state.registered"
    SIGNED = "answer_state.signed"
    REPLACED = "answer_state.replaced"
    ABANDONED = "answer_state.abandoned"


class Condition(Guard):
    """What has to be shown when a step is taken."""

    COMPLETE = "guard.complete"
    FIRST_RETURN = "guard.first_return"
    CHECKS_SET = "guard.checks_set"
    FOOTPRINT_CORRECTED = "guard.footprint_corrected"
    TASKS_CLOSED = "guard.tasks_closed"
    OPINIONS_DIFFER = "guard.opinions_differ"
    DIVERGENCES_SETTLED = "guard.divergences_settled"
    MATRIX_ATTACHED = "guard.matrix_attached"
    ADVICE_GIVEN = "guard.advice_given"
    ADVICE_HANDLED = "guard.advice_handled"
    NEW_FOOTPRINT = "guard.new_footprint"
    REASON = "guard.reason"
    GROUND = "guard.ground"
    ANSWERS_COMPLETE = "guard.answers_complete"
    BEFORE_SECOND_CLOCK_ENDS = "guard.before_second_clock_ends"
    DEADLINE_PASSED = "guard.deadline_passed"
    RECEIVED_IN_TIME = "guard.received_in_time"
    DELIVERY_PROVED = "guard.delivery_proved"
    OUTAGE = "guard.outage"
    HITS_CHANGED = "guard.hits_changed"
    NOT_IN_A_ROUND = "guard.not_in_a_round"
    SKETCH = "guard.sketch"
    SECOND_PERSON = "guard.second_person"


RUNNING = (
    Round.RECEIVED,
    Round.LEAD_CHECK,
    Round.DISPATCHED,
    Round.COLLATING,
    Round.IN_RECONCILIATION,
)
# An opinion that waits for its sealed copy is not fed back yet, and its clock runs on.
RESULTS = (Round.CONFORMS, Round.BASICALLY_CONFORMS, Round.NOT_CONFORMS)
OPEN = (*RUNNING, Round.RETURNED_ONCE, Round.SUSPENDED, Round.ADJUSTING)

_lead, _clock, _system = Capacity.LEAD, Capacity.CLOCK, Capacity.SYSTEM
_sender, _unit, _participant = Capacity.SENDER, Capacity.INITIATING_UNIT, Capacity.PARTICIPANT

ROUND = Flow(
    "coordination.flow.ROUND",
    "空间协同一轮",
    (
        Step("receive", None, Round.RECEIVED, _sender, FIRST, (Condition.COMPLETE,),
             clock="coordination.correction"),
        Step("return_once", Round.RECEIVED, Round.RETURNED_ONCE, _lead, FIRST,
             (Condition.FIRST_RETURN,), doubt="AMB-09"),
        Step("complete", Round.RETURNED_ONCE, Round.RECEIVED, _sender, FIRST,
             (Condition.COMPLETE,), clock="coordination.correction", doubt="AMB-80"),
        Step("start_check", Round.RECEIVED, Round.LEAD_CHECK, _lead, FIRST),
        Step("mark_overdue", Round.RECEIVED, Round.RECEIVED, _clock, FIRST, doubt="AMB-04"),
        Step("mark_overdue", Round.LEAD_CHECK, Round.LEAD_CHECK, _clock, FIRST, doubt="AMB-04"),
        Step("dispatch", Round.LEAD_CHECK, Round.DISPATCHED, _lead, FIRST,
             (Condition.CHECKS_SET, Condition.FOOTPRINT_CORRECTED), clock="coordination.reply",
             doubt="AMB-69"),
        Step("add_unit", Round.DISPATCHED, Round.DISPATCHED, _lead, FIRST,
             clock="coordination.reply", doubt="AMB-57"),
        Step("drop_unit", Round.DISPATCHED, Round.DISPATCHED, _lead, FIRST, (Condition.REASON,),
             doubt="AMB-80"),
        Step("reroute", Round.DISPATCHED, Round.DISPATCHED, _lead, FIRST,
             (Condition.NEW_FOOTPRINT,), clock="coordination.reply", doubt="AMB-80"),
        Step("collate", Round.DISPATCHED, Round.COLLATING, _system, SECOND,
             (Condition.TASKS_CLOSED,), clock="coordination.opinion", doubt="AMB-03"),
        Step("find_divergence", Round.COLLATING, Round.IN_RECONCILIATION, _lead, SECOND,
             (Condition.OPINIONS_DIFFER,)),
        Step("settle", Round.IN_RECONCILIATION, Round.COLLATING, _lead, SECOND,
             (Condition.DIVERGENCES_SETTLED,)),
        Step("mark_overdue", Round.COLLATING, Round.COLLATING, _clock, SECOND, doubt="AMB-04"),
        Step("mark_overdue", Round.IN_RECONCILIATION, Round.IN_RECONCILIATION, _clock, SECOND,
             doubt="AMB-04"),
        Step("issue", Round.COLLATING, Round.CONFORMS, _lead, THIRD,
             (Condition.MATRIX_ATTACHED,)),
        Step("issue", Round.COLLATING, Round.BASICALLY_CONFORMS, _lead, THIRD,
             (Condition.MATRIX_ATTACHED, Condition.ADVICE_GIVEN)),
        Step("issue", Round.COLLATING, Round.NOT_CONFORMS, _lead, THIRD,
             (Condition.MATRIX_ATTACHED,)),
        *(Step("mark_overdue", state, state, _clock, SECOND, doubt="AMB-79") for state in RESULTS),
        Step("push", Round.CONFORMS, Round.CLOSED, _lead, THIRD),
        Step("return_to_reserve", Round.NOT_CONFORMS, Round.RETURNED_TO_RESERVE, _unit, THIRD,
             (Condition.REASON,)),
        Step("adjust", Round.BASICALLY_CONFORMS, Round.ADJUSTING, _unit, THIRD),
        Step("initiate_again", Round.ADJUSTING, Round.CONTINUED, _unit, THIRD,
             (Condition.ADVICE_HANDLED, Condition.NEW_FOOTPRINT),
             clock="coordination.correction", doubt="AMB-07"),
        Step("give_up", Round.ADJUSTING, Round.RETURNED_TO_RESERVE, _unit, THIRD,
             (Condition.REASON,)),
        *spread("suspend", RUNNING, Round.SUSPENDED, _lead, FIRST, (Condition.GROUND,), "AMB-80"),
        *(Step("resume", Round.SUSPENDED, state, _lead, FIRST, (Condition.REASON,),
               doubt="AMB-80") for state in RUNNING),
        *spread("withdraw", OPEN, Round.WITHDRAWN, _unit, FIRST, (Condition.REASON,), "AMB-80"),
    ),
)  # fmt: skip

TASK = Flow(
    "coordination.flow.TASK",
    "部门协同任务",
    (
        Step("send", None, Task.UNDELIVERED, _lead, FIRST, clock="coordination.delivery",
             doubt="AMB-73"),
        Step("deliver", Task.UNDELIVERED, Task.SENT, _system, FIRST,
             (Condition.DELIVERY_PROVED,), clock="coordination.reply", doubt="AMB-73"),
        Step("reply", Task.SENT, Task.REPLIED, _participant, FIRST,
             (Condition.ANSWERS_COMPLETE,)),
        *spread("reply", (Task.HELD, Task.DEEMED_NO_OBJECTION), Task.REPLIED, _participant, FIRST,
                (Condition.ANSWERS_COMPLETE, Condition.RECEIVED_IN_TIME), "AMB-75"),
        Step("consult_district", Task.SENT, Task.SUB_CONSULTING, _participant, ANNEX),
        Step("hear_district", Task.SUB_CONSULTING, Task.SENT, _participant, ANNEX),
        Step("reply", Task.SUB_CONSULTING, Task.REPLIED, _participant, ANNEX,
             (Condition.ANSWERS_COMPLETE,)),
        *spread("lapse", (Task.SENT, Task.SUB_CONSULTING), Task.DEEMED_NO_OBJECTION, _clock,
                FIRST, (Condition.DEADLINE_PASSED,)),
        *spread("hold", (Task.SENT, Task.SUB_CONSULTING), Task.HELD, _system, FIRST,
                (Condition.OUTAGE,), "AMB-74"),
        Step("let_silence_stand", Task.HELD, Task.DEEMED_NO_OBJECTION, Capacity.SUPERVISOR,
             FIRST, (Condition.REASON,), doubt="AMB-74"),
        Step("deliver_anew", Task.HELD, Task.UNDELIVERED, Capacity.SUPERVISOR, FIRST,
             (Condition.REASON,), clock="coordination.delivery", doubt="AMB-74"),
        *spread("register_reply", (Task.UNDELIVERED, Task.SENT, Task.SUB_CONSULTING, Task.HELD,
                Task.DEEMED_NO_OBJECTION), Task.REPLIED, _lead, FIRST,
                (Condition.RECEIVED_IN_TIME,), "AMB-73"),
        Step("correct_reply", Task.REPLIED, Task.REPLIED, _participant, FIRST,
             (Condition.BEFORE_SECOND_CLOCK_ENDS,), doubt="AMB-80"),
        Step("record_late_reply", Task.DEEMED_NO_OBJECTION, Task.DEEMED_NO_OBJECTION,
             _participant, FIRST, doubt="AMB-42"),
        *(Step("send_again", state, Task.UNDELIVERED, _lead, FIRST, (Condition.HITS_CHANGED,),
               clock="coordination.delivery", doubt="AMB-80")
          for state in (Task.SENT, Task.SUB_CONSULTING, Task.HELD, Task.REPLIED,
                        Task.DEEMED_NO_OBJECTION)),
        *spread("drop", (Task.UNDELIVERED, Task.SENT, Task.SUB_CONSULTING, Task.HELD),
                Task.DROPPED, _lead,
                FIRST, (Condition.REASON,), "AMB-80"),
    ),
)  # fmt: skip

RESERVE = Flow(
    "coordination.flow.RESERVE",
    "项目储备库",
    (
        Step("enter", None, Reserve.IN_RESERVE, _unit, THIRD, (Condition.SKETCH,),
             doubt="AMB-08"),
        Step("judge_mature", Reserve.IN_RESERVE, Reserve.MATURE, _sender, THIRD,
             (Condition.GROUND,), doubt="AMB-08"),
        Step("send", Reserve.MATURE, Reserve.IN_COORDINATION, _sender, FIRST,
             (Condition.NOT_IN_A_ROUND,)),
        Step("generate", Reserve.IN_COORDINATION, Reserve.GENERATED, _system, THIRD),
        Step("return_to_reserve", Reserve.IN_COORDINATION, Reserve.IN_RESERVE, _unit, THIRD,
             (Condition.REASON,)),
        Step("open_approval", Reserve.GENERATED, Reserve.IN_APPROVAL, _sender, THIRD,
             doubt="AMB-08"),
        *spread("withdraw", (Reserve.IN_RESERVE, Reserve.MATURE), Reserve.WITHDRAWN, _unit,
                THIRD, (Condition.REASON,), "AMB-08"),
    ),
)  # fmt: skip

ANSWER = Flow(
    "coordination.flow.ANSWER",
    "单位内部签发",
    (
        Step("draft", None, Answer.DRAFTING, _participant, FIRST),
        Step("submit", Answer.DRAFTING, Answer.IN_REVIEW, _participant, FIRST),
        Step("submit", Answer.DRAFTING, Answer.TO_SIGN, _participant, FIRST),
        Step("approve", Answer.IN_REVIEW, Answer.TO_SIGN, _participant, FIRST),
        *spread("return", (Answer.IN_REVIEW, Answer.TO_SIGN), Answer.DRAFTING, _participant,
                FIRST, (Condition.REASON,)),
        *spread("sign", (Answer.DRAFTING, Answer.TO_SIGN), Answer.SIGNED, _participant, FIRST,
                (Condition.ANSWERS_COMPLETE,)),
        Step("register", None, Answer.REGISTERED, _lead, FIRST, doubt="AMB-73"),
        Step("confirm", Answer.REGISTERED, Answer.SIGNED, _lead, FIRST,
             (Condition.SECOND_PERSON,), doubt="AMB-73"),
        Step("replace", Answer.SIGNED, Answer.REPLACED, _system, FIRST, doubt="AMB-80"),
        *spread("abandon", (Answer.DRAFTING, Answer.IN_REVIEW, Answer.TO_SIGN,
                Answer.REGISTERED), Answer.ABANDONED, _system, FIRST, doubt="AMB-80"),
    ),
)  # fmt: skip

FLOWS = (ROUND, TASK, RESERVE, ANSWER)
