"""A round against a small model of it, step by step: the same states, the same clocks.

`LANTU_MODEL_STEPS=20000` plays that many steps; the suite plays some hundreds.
"""

import os
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lantu.demo.clock import pass_time
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.duties.actions import record_outage
from lantu.foundations.duties.models import Duty
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import (
    adjusting,
    answering,
    delivering,
    issuing,
    paper,
    pausing,
    reconciling,
)
from lantu.systems.coordination.models import Round
from tests.journeys.round_model import (
    OPEN_TASKS,
    UNITS,
    ZHENGZHOU,
    LeadsPart,
    in_state,
    last_day,
)
from tests.systems.coordination.conftest import (  # noqa: F401
    mail_folder,
    mail_server,
    town,
)
from tests.town import (
    INITIATOR,
    LEAD,
    OFFICES,
    PERSONS,
    SENDER,
    a_footprint,
)

STEPS = int(os.environ.get("LANTU_MODEL_STEPS", "160"))
STEPS_A_ROUND = 40


class RoundMachine(LeadsPart):
    # The departments.

    @in_state("dispatched")
    @precondition(lambda self: self.open_units("sent"))
    @rule(data=st.data(), negative=st.booleans())
    def answer_all_but(self, data, negative):
        """Most answer at once; who is left out may be silent."""
        open_units = self.open_units("sent")
        left_out = data.draw(st.sets(st.sampled_from(open_units), max_size=3))
        for unit in [unit for unit in open_units if unit not in left_out]:
            self.answer(unit, negative=negative and unit in ("forestry", "health"))

    @in_state("dispatched")
    @precondition(lambda self: self.open_units("sent"))
    @rule(data=st.data(), negative=st.booleans())
    def answer_one(self, data, negative):
        self.answer(data.draw(st.sampled_from(self.open_units("sent"))), negative=negative)

    def answer(self, unit, *, negative):
        if self.state != "dispatched":
            return
        made = answering.draft(
            self.ask(unit, "clerk"),
            task_id=self.task(unit).id,
            result="answer.not_conform" if negative else "answer.no_objection",
            content=self.content(unit, negative),
        )
        answering.submit(self.ask(unit, "clerk"), answer_id=made.id)
        answering.approve(self.ask(unit, "reviewer"), answer_id=made.id)
        answering.sign(self.ask(unit, "signer"), answer_id=made.id)
        model = self.tasks[unit]
        model.state, model.replied_on, model.negative = "replied", self.today, negative
        self.collate_if_closed()

    def content(self, unit, negative):
        from lantu.demo.tour.answers import content_of

        content = content_of(self.task(unit), "answer.no_objection")
        return {**content, "adjustment_advice": "请避让" if negative else ""}

    @in_state("dispatched", "collating")
    @precondition(lambda self: self.open_units("deemed"))
    @rule(data=st.data())
    def answer_too_late(self, data):
        unit = data.draw(st.sampled_from(self.open_units("deemed")))
        task = self.task(unit)
        made = answering.draft(
            self.ask(unit, "clerk"),
            task_id=task.id,
            result="answer.no_objection",
            content=self.content(unit, False),
        )
        answering.submit(self.ask(unit, "clerk"), answer_id=made.id)
        answering.approve(self.ask(unit, "reviewer"), answer_id=made.id)
        assert answering.sign(self.ask(unit, "signer"), answer_id=made.id).is_late

    @in_state("dispatched")
    @precondition(lambda self: self.open_units("sent", "deemed"))
    @rule(data=st.data(), days_ago=st.integers(0, 3))
    def answer_on_paper(self, data, days_ago):
        """Paper counts by the day it came, even after silence was read into its absence."""
        unit = data.draw(st.sampled_from(self.open_units("sent", "deemed")))
        model, came_on = self.tasks[unit], self.today - timedelta(days=days_ago)
        if came_on < model.delivered_on:
            came_on = model.delivered_on
        made = paper.register_reply(
            self.ask(LEAD, "registrar"),
            task_id=self.task(unit).id,
            result="answer.no_objection",
            content=self.content(unit, False),
            received_on=came_on,
            their_number="来〔2019〕1号",
            our_number="收〔2019〕1号",
            scan="0" * 64,
        )
        confirmed = paper.confirm_reply(self.ask(LEAD, "second_registrar"), answer_id=made.id)
        ends_on = model.last_day()
        late = ends_on is not None and came_on > ends_on
        assert confirmed.is_late == late
        if not late:
            model.state, model.replied_on, model.negative = "replied", came_on, False
            self.collate_if_closed()

    def collate_if_closed(self):
        if self.state != "dispatched" or any(t.state in OPEN_TASKS for t in self.tasks.values()):
            return
        asked = [task for task in self.tasks.values() if task.state != "dropped"]
        ends = [task.last_day() for task in asked]
        replied = [task.replied_on if task.state == "replied" else None for task in asked]
        all_replied = all(replied)
        self.collating_on = min(max(ends), max(replied)) if all_replied else max(ends)
        self.state, self.third_pauses = "collating", []

    # Time.

    @rule(days=st.integers(1, 6))
    def days_go_by(self, days):
        self.time_passes(days)

    def time_passes(self, days):
        until = self.today + timedelta(days=days)
        pass_time(datetime.combine(until, time(9), ZHENGZHOU))
        ended = sorted(
            {t.last_day() for t in self.tasks.values() if t.state == "sent" and t.last_day()}
        )
        self.today = until
        if self.state in ("suspended", "withdrawn"):
            return
        for day in [day for day in ended if day < until]:
            for unit in self.open_units("sent"):
                task = self.tasks[unit]
                if task.last_day() == day:
                    task.state = "held" if day in self.outages else "deemed"
            self.collate_if_closed()
        self.note_overdue(until)

    def note_overdue(self, until):
        first = last_day(self.received_on, 10, self.first_pauses)
        if self.state in ("received", "lead_check") and first is not None and first < until:
            self.overdue = True
        if self.state in ("collating", "in_reconciliation"):
            third = last_day(self.collating_on, 5, self.third_pauses)
            self.overdue = self.overdue or (third is not None and third < until)

    @in_state("dispatched")
    @precondition(lambda self: self.next_last_day() not in self.outages)
    @rule()
    def power_fails_on_a_last_day(self):
        """What is still open when that day ends is held in doubt."""
        day = self.next_last_day()
        if day is None:
            return
        if day > self.today:
            self.time_passes((day - self.today).days)
        morning = datetime.combine(day, time(8), ZHENGZHOU)
        record_outage(
            Request(SYSTEM), from_at=morning, until_at=morning + timedelta(minutes=45), cause="断电"
        )
        self.outages.add(day)

    def next_last_day(self):
        days = [self.tasks[unit].last_day() for unit in self.open_units("sent")]
        return min((day for day in days if day is not None), default=None)

    @in_state("dispatched")
    @precondition(lambda self: self.open_units("held"))
    @rule(data=st.data(), stands=st.booleans())
    def supervisor_decides(self, data, stands):
        from lantu.foundations.duties.actions import let_stand
        from lantu.foundations.duties.queries import open_duty

        unit = data.draw(st.sampled_from(self.open_units("held")))
        task, supervisor = self.task(unit), self.ask("functions_transformation", "supervisor")
        if stands:
            duty = open_duty(task.id, obligations.ANSWER)
            let_stand(supervisor, duty_id=duty.id, reason="已另行告知")
            self.tasks[unit].state = "deemed"
            self.collate_if_closed()
        else:
            delivering.deliver_anew(supervisor, task_id=task.id, reason="重新送达")
            self.tasks[unit].state = "undelivered"
            self.carry()

    @in_state("received", "lead_check", "dispatched", "collating", "in_reconciliation")
    @rule()
    def suspend(self):
        pausing.suspend(self.ask(LEAD, "signer"), round_id=self.round_id, ground="等待上位规划")
        self.before, self.state = self.state, "suspended"
        for pauses in self.running_pauses():
            pauses.append((self.today, None))

    @in_state("suspended")
    @rule()
    def resume(self):
        pausing.resume(self.ask(LEAD, "signer"), round_id=self.round_id, reason="规划已定")
        self.state = self.before
        for pauses in self.running_pauses():
            if pauses and pauses[-1][1] is None:
                pauses[-1] = (pauses[-1][0], self.today)

    def running_pauses(self):
        if self.before in ("received", "lead_check"):
            return [self.first_pauses]
        if self.before in ("collating", "in_reconciliation"):
            return [self.third_pauses]
        return [
            task.pauses for task in self.tasks.values() if task.state in ("sent", "undelivered")
        ]

    @in_state("received", "dispatched", "collating", "suspended", "adjusting")
    @precondition(lambda self: self.today.day == 30)
    @rule()
    def withdraw(self):
        pausing.withdraw(self.ask(INITIATOR, "clerk"), round_id=self.round_id, reason="选址调整")
        self.state = "withdrawn"

    # The overall opinion.

    @in_state("collating")
    @precondition(lambda self: self.differing())
    @rule()
    def reconcile(self):
        clerk = self.ask(LEAD, "clerk")
        opened = reconciling.find_divergence(clerk, round_id=self.round_id)
        assert {item.task.unit.key for item in opened} == set(self.differing())
        talk = reconciling.record_mediation(
            clerk,
            round_id=self.round_id,
            channel="channel.platform",
            way="电话",
            held_on=self.today,
            participants=["市林业局"],
            words="同意避让",
        )
        for item in opened:
            reconciling.settle_divergence(
                clerk,
                divergence_id=item.id,
                mediation_id=talk.id,
                outcome="避让",
                is_achievable=True,
            )
        reconciling.settle_round(clerk, round_id=self.round_id)
        self.settled = True

    def differing(self):
        against = [
            unit for unit, task in self.tasks.items() if task.state == "replied" and task.negative
        ]
        asked = [task for task in self.tasks.values() if task.state != "dropped"]
        return against if len(against) < len(asked) and not getattr(self, "settled", False) else []

    @in_state("collating")
    @precondition(lambda self: not self.differing())
    @precondition(lambda self: any(t.state != "dropped" for t in self.tasks.values()))
    @rule()
    def issue(self):
        negative = any(task.negative and task.state == "replied" for task in self.tasks.values())
        result = "round.basically_conforms" if negative else "round.conforms"
        issuing.issue(
            self.ask(LEAD, "signer"),
            round_id=self.round_id,
            result=result,
            advice=["避让"] if negative else [],
            reason="各方同意避让" if negative else "",
        )
        self.state = result.removeprefix("round.")

    @in_state("conforms")
    @rule()
    def push(self):
        issuing.push(self.ask(LEAD, "clerk"), round_id=self.round_id)
        self.state = "closed"

    @in_state("basically_conforms")
    @rule()
    def adjust(self):
        adjusting.adjust(self.ask(INITIATOR, "clerk"), round_id=self.round_id)
        self.state = "adjusting"

    @in_state("adjusting")
    @rule()
    def begin_again(self):
        clerk = self.ask(INITIATOR, "clerk")
        adjusting.handle_advice(clerk, round_id=self.round_id, number=1, how="已避让")
        sketch = a_footprint(self.inhabitants, self.project, move_m=50.0)
        following = adjusting.initiate_again(clerk, round_id=self.round_id, sketch_id=sketch.id)
        self.round_id, self.state, self.received_on = following.id, "received", self.today
        self.tasks, self.collating_on, self.returned, self.overdue = {}, None, False, False
        self.first_pauses, self.third_pauses, self.settled = [], [], False

    # What has to hold.

    def task(self, unit):
        return Round.objects.get(id=self.round_id).tasks.get(unit__key=unit)

    @invariant()
    def the_round_is_where_the_model_is(self):
        if not hasattr(self, "round_id"):
            return
        one = Round.objects.get(id=self.round_id)
        assert one.state == f"round.{self.state}"
        assert one.is_lead_overdue == self.overdue
        found = {
            task.unit.key: task.state.removeprefix("task.").replace("_no_objection", "")
            for task in one.tasks.select_related("unit")
        }
        assert found == {unit: task.state for unit, task in self.tasks.items()}

    @invariant()
    def the_clocks_are_where_the_model_has_them(self):
        if not hasattr(self, "round_id") or self.state == "withdrawn":
            return
        duties = Duty.objects.filter(case_id=self.round_id, state="duty.open")
        running = {
            duty.subject_id: duty.last_day_on for duty in duties.filter(kind=obligations.ANSWER)
        }
        for unit in self.open_units("sent"):
            assert running[self.task(unit).id] == self.tasks[unit].last_day(), unit
        first = duties.filter(kind=obligations.DISPATCH).first()
        if first is not None:
            assert first.last_day_on == last_day(self.received_on, 10, self.first_pauses)
        third = duties.filter(kind=obligations.ISSUE).first()
        if third is not None:
            assert third.last_day_on == last_day(self.collating_on, 5, self.third_pauses)

    @invariant()
    def time_never_stands_elsewhere(self):
        if hasattr(self, "round_id"):
            assert now().astimezone(ZHENGZHOU).date() == self.today


@pytest.mark.slow
@pytest.mark.requirement("D1-29", "D1-33", "D1-34", "D1-36", "D1-40", "D1-46")
def test_a_round_goes_as_its_model_does(town):  # noqa: F811
    class Machine(RoundMachine):
        pass

    Machine.inhabitants = town
    # Everybody is there before the first round: what a round does is taken back after it.
    for unit in (*UNITS, "health", LEAD, SENDER, INITIATOR, "functions_transformation"):
        for person in filter(None, (*PERSONS, OFFICES.get(unit, ("",))[0])):
            town.actor(unit, person)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_A_ROUND),
            stateful_step_count=STEPS_A_ROUND,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
