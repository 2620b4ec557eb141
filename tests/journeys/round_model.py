"""A small model of a round, and the lead's part of a machine that plays both."""

from datetime import date, timedelta, timezone

import chinese_calendar
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import confirm_contact
from lantu.foundations.people.queries import unit_by_key
from lantu.systems.coordination.actions import (
    checking,
    dispatching,
    intake,
    reserve,
)
from lantu.systems.coordination.tasks import hear_of_deliveries
from tests.town import (
    INITIATOR,
    LEAD,
    SENDER,
    a_check,
    a_footprint,
    a_project,
    post_all,
)

ZHENGZHOU = timezone(timedelta(hours=8))
UNITS = (
    "development_reform", "ecology_environment", "urban_management", "water_resources", "forestry",
    "cultural_relics", "parks", "meteorology", "state_security", "power_company", "water_company",
    "gas_company", "heat_company",
)  # fmt: skip
SERVICES = ("power_company", "water_company", "gas_company", "heat_company", "state_security")
FREE = ("gas_company", "heat_company", "water_company", "state_security")
OPEN_TASKS = ("undelivered", "sent", "held")
CLOSED_TASKS = ("replied", "deemed", "dropped")


def last_day(started_on, amount, pauses):
    """Count working days by another library than ours; paused days do not count."""
    day, left = started_on, amount
    while left:
        day += timedelta(days=1)
        if any(begun <= day and (ended is None or day <= ended) for begun, ended in pauses):
            if any(begun <= day and ended is None for begun, ended in pauses):
                return None
            continue
        left -= chinese_calendar.is_workday(day)
    return day


class TaskModel:
    def __init__(self):
        self.state, self.delivered_on, self.replied_on, self.negative = (
            "undelivered",
            None,
            None,
            False,
        )
        self.pauses = []

    def last_day(self):
        return self.delivered_on and last_day(self.delivered_on, 5, self.pauses)


def in_state(*states):
    return precondition(lambda self: self.state in states)


class LeadsPart(RuleBasedStateMachine):
    inhabitants = None

    @initialize(at_once=st.booleans())
    def begin(self, at_once):
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        self.today, self.state, self.before = date(2019, 9, 2), "received", None
        self.tasks, self.outages, self.advice = {}, set(), 0
        self.received_on, self.collating_on, self.returned = self.today, None, False
        self.first_pauses, self.third_pauses, self.overdue = [], [], False
        self.project = a_project(self.inhabitants, name=f"项目{id(self)}")
        sketch = a_footprint(self.inhabitants, self.project)
        entry = reserve.enter_reserve(
            self.ask(INITIATOR, "clerk"),
            project_id=self.project.id,
            intended_use="教育用地",
            sketch_id=sketch.id,
        )
        reserve.judge_mature(self.ask(SENDER, "clerk"), entry_id=entry.id, ground="已列入计划")
        self.round_id = intake.receive(
            self.ask(SENDER, "clerk"),
            entry_id=entry.id,
            lead_id=unit_by_key(LEAD).id,
            channel="push",
        ).id
        if at_once:
            self.start_check()
            self.dispatch(set())

    def teardown(self):
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def ask(self, unit, person):
        return self.inhabitants.ask(unit, person)

    def open_units(self, *states):
        return [unit for unit, task in self.tasks.items() if task.state in states]

    # The lead's own work.

    @in_state("received")
    @precondition(lambda self: not self.returned)
    @precondition(lambda self: self.today <= last_day(self.received_on, 2, []))
    @rule()
    def return_once(self):
        intake.return_once(self.ask(LEAD, "clerk"), round_id=self.round_id, missing="红线示意图")
        self.state, self.returned = "returned_once", True

    @in_state("returned_once")
    @rule()
    def complete(self):
        intake.complete(self.ask(SENDER, "clerk"), round_id=self.round_id)
        self.state, self.received_on, self.first_pauses = "received", self.today, []

    @in_state("received")
    @rule()
    def check_starts(self):
        self.start_check()

    def start_check(self):
        intake.start_check(self.ask(LEAD, "clerk"), round_id=self.round_id)
        self.state = "lead_check"

    @in_state("lead_check")
    @rule(refusing=st.sets(st.sampled_from(FREE), max_size=2))
    def letters_go_out(self, refusing):
        self.dispatch(refusing)

    def dispatch(self, refusing):
        clerk = self.ask(LEAD, "clerk")
        for unit in FREE:
            self.mail(unit, "refused.example" if unit in refusing else "bureau.example")
        for plan in checking.PLANS:
            checking.set_conformity(clerk, round_id=self.round_id, plan=plan, conforms=True)
        corrected = a_footprint(self.inhabitants, self.project, rank="corrected")
        check = a_check(self.inhabitants, corrected)
        checking.correct_red_line(
            clerk, round_id=self.round_id, footprint_id=corrected.id, check_id=check.id
        )
        dispatching.dispatch(self.ask(LEAD, "signer"), round_id=self.round_id)
        self.tasks = {unit: TaskModel() for unit in UNITS}
        self.state, self.refusing = "dispatched", set(refusing)
        self.carry()

    def mail(self, unit, domain):
        confirm_contact(
            Request(SYSTEM),
            unit_id=unit_by_key(unit).id,
            letter="A",
            name="联络人",
            email=f"{unit}@{domain}",
            telephone="0371",
        )

    def carry(self):
        """Carry the mails: who takes them has the letter today."""
        post_all()
        hear_of_deliveries()
        for unit, task in self.tasks.items():
            if task.state == "undelivered" and unit not in self.refusing:
                task.state, task.delivered_on, task.pauses = "sent", self.today, []

    @in_state("dispatched")
    @precondition(lambda self: self.open_units("undelivered"))
    @rule(data=st.data())
    def call(self, data):
        from lantu.foundations.deliveries.receipts import log_call

        unit = data.draw(st.sampled_from(self.open_units("undelivered")))
        task = self.task(unit)
        log_call(
            self.ask(LEAD, "registrar"),
            message_id=task.message_id,
            called="办公室",
            telephone="0371",
            words="告知已发函",
        )
        hear_of_deliveries()
        model = self.tasks[unit]
        model.state, model.delivered_on, model.pauses = "sent", self.today, []

    @in_state("dispatched")
    @precondition(lambda self: "health" not in self.tasks)
    @rule()
    def add_unit(self):
        dispatching.add_unit(
            self.ask(LEAD, "clerk"),
            round_id=self.round_id,
            unit_id=unit_by_key("health").id,
            row="D1-C16",
        )
        self.tasks["health"] = TaskModel()
        self.carry()

    @in_state("dispatched")
    @precondition(lambda self: len(self.open_units("sent", "undelivered")) > 1)
    @rule(data=st.data())
    def drop_unit(self, data):
        unit = data.draw(st.sampled_from(self.open_units("sent", "undelivered")))
        dispatching.drop_unit(
            self.ask(LEAD, "clerk"), task_id=self.task(unit).id, reason="与本单位无关"
        )
        self.tasks[unit].state = "dropped"
        self.collate_if_closed()
