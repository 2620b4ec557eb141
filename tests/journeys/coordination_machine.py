"""Intake, asking and answering at random, each step beside the model of it."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.duties.actions import let_stand, record_outage
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.law.clock import day_of, end_of
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import (
    answering,
    checking,
    delivering,
    dispatching,
    intake,
    paper,
    pausing,
)
from lantu.systems.coordination.models import ReserveEntry
from tests.journeys.coordination_model import OPEN_TASK, Model
from tests.systems.coordination.conftest import begin_story, content_of
from tests.town import LEAD, SENDER, a_check, a_footprint, go_to

UNITS = ("parks", "forestry", "heat_company")
SUPERVISOR = ("functions_transformation", "supervisor")
RUNNING = ("received", "lead_check", "dispatched", "collating", "in_reconciliation")
LAYERS = {"parks": "green_space_plan", "forestry": "forest_land"}


@contextmanager
def undone():
    """Let acts happen, and undo them at the end."""
    outer = transaction.atomic()
    outer._from_testcase = True
    with outer:
        yield
        transaction.set_rollback(True)


class Asking(RuleBasedStateMachine):
    """One project, driven about at random until its answers are in."""

    town = None
    reached: ClassVar[Counter[str]] = Counter()

    @initialize(
        depth=st.integers(0, 5),
        negative=st.sampled_from([None, "parks"]),
        result=st.sampled_from(["conforms", "basically_conforms", "not_conforms"]),
    )
    def begin(self, depth, negative, result):
        """Begin a story anywhere on the straight way: what is deep would seldom be reached."""
        self.transaction = undone()
        self.transaction.__enter__()
        self.story, self.model = begin_story(self.town), Model()
        self.lines = 0
        for go_on in (self.start_check, self.check_and_dispatch, self.deliver)[:depth]:
            go_on()
        for unit in UNITS if depth > 3 else ():
            self.reply(unit, negative=unit == negative)
        if depth > 4:
            self.issue(result=result)

    def check_and_dispatch(self):
        self.dispatch(checked=True)

    def reply(self, unit, *, negative):
        task = self.story.task(unit)
        result = "answer.not_conform" if negative else "answer.conditional"
        self.sign(unit, task, result, content_of(task.row, result))
        self.model.close(unit, "replied", negative=negative)

    def teardown(self):
        if hasattr(self, "transaction"):
            self.transaction.__exit__(None, None, None)

    def ask(self, unit, person):
        return self.town.ask(unit, person)

    def step(self, function, *, allowed, by, **arguments):
        """Do a thing that the model allows, or see it refused and nothing changed."""
        if allowed:
            return function(self.ask(*by), **arguments)
        with undone(), pytest.raises(ValueError):  # noqa: PT011
            function(self.ask(*by), **arguments)
        return None

    def line(self, rank, **areas):
        self.lines += 1
        project = self.story.round.project
        line = a_footprint(self.town, project, rank=rank, move_m=self.lines)
        return line, a_check(self.town, line, **areas) if rank == "corrected" else None

    # intake

    @rule()
    def return_once(self):
        model = self.model
        allowed = model.round == "received" and not model.was_returned
        received_on = self.story.round.received_on
        allowed = allowed and (day_of(now()) - received_on).days == 0
        if not allowed and model.round == "received" and not model.was_returned:
            return
        self.step(intake.return_once, allowed=allowed, by=(LEAD, "clerk"),
                  round_id=self.story.round_id, missing="缺图")  # fmt: skip
        if allowed:
            model.round, model.was_returned = "returned_once", True

    @rule()
    def complete(self):
        allowed = self.model.round == "returned_once"
        self.step(intake.complete, allowed=allowed, by=(SENDER, "clerk"),
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            self.model.round = "received"

    @rule()
    def start_check(self):
        allowed = self.model.round == "received"
        self.step(intake.start_check, allowed=allowed, by=(LEAD, "clerk"),
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            self.model.round = "lead_check"

    @rule(checked=st.sampled_from([True, True, True, False]))
    def dispatch(self, checked):
        story, model = self.story, self.model
        ready = model.round == "lead_check" and checked
        if ready:
            self.check_all()
            done = True
        else:
            done = story.round.footprint_id is not None and model.round == "lead_check"
        self.step(dispatching.dispatch, allowed=done, by=(LEAD, "signer"),
                  round_id=story.round_id)  # fmt: skip
        if not done:
            return
        model.round, model.tasks = "dispatched", {}
        self.only_three()
        model.ask(*UNITS)

    def check_all(self):
        for plan in ("land_use", "urban_rural"):
            checking.set_conformity(
                self.ask(LEAD, "clerk"), round_id=self.story.round_id, plan=plan, conforms=True
            )
        line, check = self.line("corrected")
        checking.correct_red_line(
            self.ask(LEAD, "clerk"),
            round_id=self.story.round_id,
            footprint_id=line.id,
            check_id=check.id,
        )

    def only_three(self):
        """Drop ten of the thirteen: three are enough to get into every state."""
        for task in self.story.round.tasks.exclude(unit__key__in=UNITS):
            dispatching.drop_unit(self.ask(LEAD, "clerk"), task_id=task.id, reason="演算")

    # asking

    @rule()
    def deliver(self):
        if not any(state == "undelivered" for state in self.model.tasks.values()):
            return
        for unit in UNITS:
            if self.model.tasks.get(unit) == "undelivered":
                delivering.confirm_delivery(
                    Request(SYSTEM), task_id=self.story.task(unit).id, delivered_at=now()
                )
                if self.model.round != "withdrawn":
                    self.model.tasks[unit] = "sent"

    @rule()
    def add_unit(self):
        model = self.model
        allowed = model.round == "dispatched" and "sports" not in model.tasks
        self.step(dispatching.add_unit, allowed=allowed, by=(LEAD, "clerk"),
                  round_id=self.story.round_id, unit_id=self.town.unit("sports").id,
                  row="D1-C16")  # fmt: skip
        if allowed:
            model.ask("sports")

    @precondition(lambda self: self.model.tasks)
    @rule(data=st.data())
    def drop_unit(self, data):
        model = self.model
        unit = data.draw(st.sampled_from(sorted(model.tasks)))
        allowed = model.round == "dispatched" and model.tasks[unit] in OPEN_TASK
        self.step(dispatching.drop_unit, allowed=allowed, by=(LEAD, "clerk"),
                  task_id=self.story.task(unit).id, reason="不涉及")  # fmt: skip
        if allowed:
            model.close(unit, "dropped")

    @rule(met=st.sampled_from(["parks", "forestry", None]))
    def change_line(self, met):
        model = self.model
        if model.round != "dispatched" or len(model.tasks) < len(UNITS):
            return
        former = self.story.round.check_record
        areas = {LAYERS[met]: 100.0 + self.lines} if met else {}
        line, check = self.line("corrected", **areas)
        again = touched(former.measurements, check.measurements)
        dispatching.change_line(self.ask(LEAD, "clerk"), round_id=self.story.round_id,
                                footprint_id=line.id, check_id=check.id)  # fmt: skip
        for unit in again:
            if model.tasks[unit] != "dropped":
                model.ask(unit)

    # answering

    @precondition(lambda self: self.model.tasks)
    @rule(data=st.data(), negative=st.booleans())
    def answer(self, data, negative):
        model, unit = self.model, data.draw(st.sampled_from(sorted(self.model.tasks)))
        state, task = model.tasks[unit], self.story.task(unit)
        result = "answer.not_conform" if negative else "answer.conditional"
        content = content_of(task.row, result, weighing="与现场核对", none_needed=True)
        allowed = state in ("sent", "deemed_no_objection") and model.round != "withdrawn"
        if task.answers.filter(state="answer_state.drafting").exists():
            return
        if not allowed:
            with undone(), pytest.raises(ValueError):  # noqa: PT011
                self.sign(unit, task, result, content)
            return
        self.sign(unit, task, result, content)
        if state == "sent":
            model.close(unit, "replied", negative=negative)

    def sign(self, unit, task, result, content):
        made = answering.draft(
            self.ask(unit, "clerk"), task_id=task.id, result=result, content=content
        )
        answering.submit(self.ask(unit, "clerk"), answer_id=made.id)
        answering.approve(self.ask(unit, "reviewer"), answer_id=made.id)
        answering.sign(self.ask(unit, "signer"), answer_id=made.id)

    @precondition(lambda self: self.model.tasks)
    @rule(data=st.data(), days_ago=st.sampled_from([0, 3]))
    def paper_reply(self, data, days_ago):
        """A paper came in; the limit of its unit says whether it counts."""
        model, unit = self.model, data.draw(st.sampled_from(sorted(self.model.tasks)))
        state, task = model.tasks[unit], self.story.task(unit)
        if model.round == "withdrawn" or state in ("replied", "dropped"):
            return
        received_on = day_of(now()) - timedelta(days=days_ago)
        duty = self.story.duty(obligations.ANSWER, unit)
        in_time = duty.last_day_on is None or received_on <= duty.last_day_on
        if not in_time and state != "deemed_no_objection":
            return
        made = paper.register_reply(
            self.ask(LEAD, "registrar"), task_id=task.id, result="answer.conditional",
            content=content_of(task.row, "answer.conditional"), received_on=received_on,
            their_number="函1", our_number="收1", scan="a" * 64,
        )  # fmt: skip
        paper.confirm_reply(self.ask(LEAD, "second_registrar"), answer_id=made.id)
        if in_time:
            model.close(unit, "replied")

    # time

    @rule(broken=st.sampled_from([False, False, True]))
    def let_limits_pass(self, broken):
        """Go past the earliest limit of a unit; where the platform was away, it is held."""
        model = self.model
        limits = Duty.objects.filter(
            case_id=self.story.round_id, kind=obligations.ANSWER, state="duty.open",
            lapses_at__isnull=False,
        ).order_by("lapses_at")  # fmt: skip
        first = limits.first()
        if first is None:
            go_to(now() + timedelta(hours=30))
            settle()
            return
        lapsing = {
            task.unit.key
            for task in self.story.round.tasks.select_related("unit")
            if limits.filter(subject_id=task.id, lapses_at=first.lapses_at).exists()
        }
        go_to(first.lapses_at + timedelta(seconds=1))
        broken_at = end_of(first.last_day_on) - timedelta(hours=1)
        if broken:
            record_outage(Request(SYSTEM), from_at=broken_at, until_at=first.lapses_at, cause="断电")  # noqa: E501 # fmt: skip
        go_to(first.lapses_at + timedelta(minutes=3))
        settle()
        for unit in lapsing:
            model.tasks[unit] = "held" if broken else "deemed_no_objection"
        model.collate()

    @precondition(lambda self: "held" in self.model.tasks.values())
    @rule(stands=st.booleans())
    def decide(self, stands):
        model = self.model
        unit = min(unit for unit, state in model.tasks.items() if state == "held")
        if model.round not in ("dispatched", "suspended"):
            return
        if not stands:
            delivering.deliver_anew(
                self.ask(*SUPERVISOR), task_id=self.story.task(unit).id, reason="断电"
            )
            model.tasks[unit] = "undelivered"
            return
        duty = self.story.duty(obligations.ANSWER, unit)
        let_stand(self.ask(*SUPERVISOR), duty_id=duty.id, reason="不影响")
        model.close(unit, "deemed_no_objection")

    @rule(really=st.sampled_from([False, False, True]))
    def suspend(self, really):
        model = self.model
        allowed = model.round in RUNNING
        if allowed and not really:
            return
        self.step(pausing.suspend, allowed=allowed, by=(LEAD, "signer"),
                  round_id=self.story.round_id, ground="等待调查")  # fmt: skip
        if allowed:
            model.stopped_at, model.round = model.round, "suspended"

    @rule()
    def resume(self):
        model = self.model
        allowed = model.round == "suspended"
        self.step(pausing.resume, allowed=allowed, by=(LEAD, "signer"),
                  round_id=self.story.round_id, reason="调查完成")  # fmt: skip
        if allowed:
            model.round = model.stopped_at
            model.collate()

    @invariant()
    def code_and_model_agree(self):
        if not hasattr(self, "story"):
            return
        one, model = self.story.round, self.model
        self.reached.update((model.round, *model.tasks.values()))
        assert (one.state, one.number) == (f"round.{model.round}", model.number)
        assert ReserveEntry.objects.get(project=one.project).state == f"reserve.{model.reserve}"
        for unit, state in model.tasks.items():
            assert self.story.task(unit).state == f"task.{state}", unit


def touched(before, after):
    """Return the units of the model whose layers are met otherwise than before."""
    former = {row["layer"]: row["area_m2"] for row in before}
    latter = {row["layer"]: row["area_m2"] for row in after}
    return [unit for unit, layer in LAYERS.items() if former[layer] != latter[layer]]
