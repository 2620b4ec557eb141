"""The state machine of a duty: owed, done, lapsed where silence has a meaning, held in doubt."""

from lantu.law.citation import Citation
from lantu.law.flow import Capacity, Flow, Guard, State, Step, spread

MECHANISM = Citation.parse("D1 三(一)1")


class Duty(State):
    """Where a duty stands."""

    OPEN = "duty.open"
    DONE = "duty.done"
    LAPSED = "duty.lapsed"
    HELD = "duty.held"
    CANCELLED = "duty.cancelled"


class Condition(Guard):
    """What has to be shown when a step is taken."""

    LIMIT_PASSED = "duty_guard.limit_passed"
    IN_DOUBT = "duty_guard.in_doubt"
    REASON = "duty_guard.reason"


_system, _clock, _supervisor = Capacity.SYSTEM, Capacity.CLOCK, Capacity.SUPERVISOR

DUTY = Flow(
    "duties.flow.DUTY",
    "应办事项",
    (
        Step("owe", None, Duty.OPEN, _system, MECHANISM),
        Step("discharge", Duty.OPEN, Duty.DONE, _system, MECHANISM),
        Step("lapse", Duty.OPEN, Duty.LAPSED, _clock, MECHANISM, (Condition.LIMIT_PASSED,)),
        Step("hold", Duty.OPEN, Duty.HELD, _clock, MECHANISM, (Condition.IN_DOUBT,),
             doubt="AMB-74"),
        Step("let_stand", Duty.HELD, Duty.LAPSED, _supervisor, MECHANISM, (Condition.REASON,),
             doubt="AMB-74"),
        Step("begin_anew", Duty.HELD, Duty.OPEN, _supervisor, MECHANISM, (Condition.REASON,),
             doubt="AMB-74"),
        Step("reopen", Duty.DONE, Duty.OPEN, _system, MECHANISM, doubt="AMB-80"),
        Step("reopen", Duty.LAPSED, Duty.OPEN, _system, MECHANISM, doubt="AMB-80"),
        *spread("prove_done", (Duty.HELD, Duty.LAPSED), Duty.DONE, _system, MECHANISM,
                doubt="AMB-73"),
        *spread("cancel", (Duty.OPEN, Duty.HELD), Duty.CANCELLED, _system, MECHANISM,
                (Condition.REASON,), "AMB-80"),
    ),
)  # fmt: skip

FLOWS = (DUTY,)
