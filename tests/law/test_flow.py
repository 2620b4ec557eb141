import pytest

from lantu.law.citation import Citation
from lantu.law.coordination.flow import FLOWS, ROUND, TASK, Condition, Round, Task
from lantu.law.flow import Capacity, Flow, Step, document, faults, mermaid, take
from lantu.law.wording import Refused

BASIS = Citation.parse("D1 三(一)1")


def test_a_step_is_found_by_verb_and_state():
    step = take(TASK, "reply", Task.SENT, Capacity.PARTICIPANT)
    assert (step.target, step.basis) == (Task.REPLIED, BASIS)
    assert take(ROUND, "receive", None, Capacity.SENDER).clock == "coordination.correction"


def test_a_step_that_is_not_in_the_table_is_refused_with_those_that_are():
    with pytest.raises(Refused, match=r"在“已答复”不能lapse；此时可以：correct_reply、send_again"):
        take(TASK, "lapse", Task.REPLIED, Capacity.CLOCK)


def test_a_verb_with_several_targets_wants_one_named():
    with pytest.raises(Refused, match="符合、基本符合、不符合"):
        take(ROUND, "issue", Round.COLLATING, Capacity.LEAD)
    step = take(ROUND, "issue", Round.COLLATING, Capacity.LEAD, Round.NOT_CONFORMS)
    assert step.guards == (Condition.MATRIX_ATTACHED,)


@pytest.mark.requirement("D1-25")
def test_another_capacity_may_not_take_a_step():
    with pytest.raises(Refused, match="应由牵头部门办理，不是参与单位"):
        take(ROUND, "issue", Round.COLLATING, Capacity.PARTICIPANT, Round.CONFORMS)


def test_a_broken_table_is_found_out():
    reply = Step("reply", Task.SENT, Task.REPLIED, Capacity.PARTICIPANT, BASIS)
    broken = Flow("broken", "坏表", (reply, reply))
    assert len(faults(broken)) == 3
    circle = Flow("circle", "圈", (
        Step("begin", None, Task.SENT, Capacity.LEAD, BASIS),
        Step("on", Task.SENT, Task.HELD, Capacity.LEAD, BASIS),
        Step("back", Task.HELD, Task.SENT, Capacity.LEAD, BASIS),
    ))  # fmt: skip
    assert faults(circle) == ("circle: 没有终点",)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_diagram_shows_every_state_and_every_step_that_leads_on(flow):
    drawn = mermaid(flow)
    assert drawn.count(" as ") == len(flow.states)
    moving = [step for step in flow.steps if step.source is not step.target]
    assert drawn.count("-->") == len(moving) + len(flow.ends)
    assert document(flow).count("\n| ") == len(flow.steps) + 1
