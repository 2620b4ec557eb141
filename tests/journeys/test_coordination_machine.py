"""SM-01 as a machine: whatever order things happen in, code and a small model of it agree.

`LANTU_MACHINE_STEPS=20000` runs that many steps instead of the suite's few.
"""

import os

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from lantu.foundations.acts.clock import now
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Round, Task
from lantu.systems.coordination.actions import (
    adjusting,
    intake,
    issuing,
    pausing,
    reconciling,
    reserve,
)
from lantu.systems.coordination.models import ReserveEntry
from tests import town as town_of_tests
from tests.journeys.coordination_machine import RUNNING, SUPERVISOR, UNITS, Asking
from tests.journeys.coordination_model import Model
from tests.systems.coordination.conftest import mail_folder, mail_server
from tests.town import INITIATOR, LEAD, SENDER, on_paper

__all__ = ("mail_folder", "mail_server")
STEPS = int(os.environ.get("LANTU_MACHINE_STEPS", "400"))
STEPS_A_STORY = 50
FEWEST_TO_REACH_ALL = 5000
# A county is asked in a test of its own; what was continued is not looked at any more.
UNSEEN = {"sub_consulting", "continued"}


class Machine(Asking):
    """The same, up to the opinion and what follows from it."""

    @rule()
    def find_divergence(self):
        model = self.model
        fresh = model.differing() - model.open_items - model.settled
        allowed = model.round == "collating" and bool(fresh)
        self.step(reconciling.find_divergence, allowed=allowed, by=(LEAD, "clerk"),
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            model.round, model.open_items = "in_reconciliation", model.open_items | fresh

    @rule(mediated=st.booleans())
    def settle_divergences(self, mediated):
        model, lead = self.model, (LEAD, "clerk")
        if model.round == "in_reconciliation" and mediated:
            mediation = reconciling.record_mediation(
                self.ask(*lead), round_id=self.story.round_id, channel="channel.platform",
                way="电话", held_on=day_of(now()), participants=[], words="同意",
            )  # fmt: skip
            for item in self.story.round.divergences.filter(settled_on__isnull=True):
                reconciling.settle_divergence(
                    self.ask(*lead), divergence_id=item.id, mediation_id=mediation.id,
                    outcome="可以做到", is_achievable=True,
                )  # fmt: skip
            model.settled, model.open_items = model.settled | model.open_items, set()
        allowed = model.round == "in_reconciliation" and not model.open_items
        self.step(reconciling.settle_round, allowed=allowed, by=lead,
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            model.round = "collating"

    @rule(
        result=st.sampled_from(["conforms", "basically_conforms", "not_conforms"]),
        goes_on=st.booleans(),
    )
    def issue(self, result, goes_on=False):
        model = self.model
        allowed = model.round == "collating" and model.differing() <= model.settled
        self.step(issuing.issue, allowed=allowed, by=(LEAD, "signer"),
                  round_id=self.story.round_id, result=f"round.{result}",
                  advice=["退让"], reason="综合判断")  # fmt: skip
        if allowed:
            model.round = result
        # What conforms is pushed before long: left to chance, few stories would come to their end.
        if goes_on and model.round == "conforms":
            self.push_it()

    @rule()
    def push(self):
        self.push_it()

    def push_it(self):
        """Push what conforms, if it does."""
        allowed = self.model.round == "conforms"
        self.step(issuing.push, allowed=allowed, by=(LEAD, "clerk"),
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            self.model.round, self.model.reserve = "closed", "generated"

    @rule(gives_up=st.booleans())
    def leave(self, gives_up):
        model, act = self.model, adjusting.give_up if gives_up else issuing.return_to_reserve
        allowed = model.round == ("adjusting" if gives_up else "not_conforms")
        self.step(act, allowed=allowed, by=(INITIATOR, "clerk"),
                  round_id=self.story.round_id, reason="另行选址")  # fmt: skip
        if allowed:
            model.round, model.reserve = "returned_to_reserve", "in_reserve"

    @rule()
    def adjust(self):
        allowed = self.model.round == "basically_conforms"
        self.step(adjusting.adjust, allowed=allowed, by=(INITIATOR, "clerk"),
                  round_id=self.story.round_id)  # fmt: skip
        if allowed:
            self.model.round = "adjusting"

    @rule(handled=st.booleans())
    def initiate_again(self, handled):
        model, unit = self.model, (INITIATOR, "clerk")
        if model.round == "adjusting" and handled:
            adjusting.handle_advice(
                self.ask(*unit), round_id=self.story.round_id, number=1, how="已退让"
            )
        advice = self.story.round.advice.filter(handled_on__isnull=True)
        allowed = model.round == "adjusting" and not advice.exists()
        sketch, _ = self.line("sketch")
        following = self.step(adjusting.initiate_again, allowed=allowed, by=unit,
                              round_id=self.story.round_id, sketch_id=sketch.id)  # fmt: skip
        if allowed:
            assert self.story.round.state == "round.continued"
            number = model.number + 1
            self.story.round_id, self.model = following.id, Model()
            self.model.number = number

    @rule(really=st.sampled_from([False, False, False, True]))
    def withdraw(self, really):
        model = self.model
        allowed = model.round in (*RUNNING, "returned_once", "suspended", "adjusting")
        if allowed and not really:
            return
        self.step(pausing.withdraw, allowed=allowed, by=(INITIATOR, "clerk"),
                  round_id=self.story.round_id, reason="方案变了")  # fmt: skip
        if allowed:
            model.round, model.reserve = "withdrawn", "in_reserve"

    @precondition(lambda self: self.model.reserve == "in_reserve")
    @rule()
    def begin_anew(self):
        """A project that went back may be judged mature and sent once more."""
        entry = ReserveEntry.objects.get(project=self.story.round.project)
        reserve.judge_mature(self.ask(SENDER, "clerk"), entry_id=entry.id, ground="重新论证")
        number = self.model.number + 1
        self.story.round_id = intake.receive(
            self.ask(SENDER, "clerk"), entry_id=entry.id, lead_id=self.town.unit(LEAD).id,
            channel="push",
        ).id  # fmt: skip
        self.model = Model()
        self.model.number = number


@pytest.mark.slow
@pytest.mark.requirement("SM-01", "SM-02", "AMB-80")
def test_whatever_happens_in_whatever_order_code_and_model_agree(db, mail_server):
    with override_settings(SMTP_PORT=mail_server.port):
        Machine.town = town_of_tests.build()
        for unit in (*UNITS, "sports"):
            on_paper(Machine.town.unit(unit))
            for person in ("clerk", "reviewer"):
                Machine.town.actor(unit, person)
        for unit, person in people():
            Machine.town.actor(unit, person)
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=max(1, STEPS // STEPS_A_STORY),
                stateful_step_count=STEPS_A_STORY,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )
    if STEPS >= FEWEST_TO_REACH_ALL:
        reached = set(Machine.reached)
        assert reached >= {str(state).split(".")[1] for state in (*Round, *Task)} - UNSEEN


def people():
    """Return everybody who acts, hired before the first story so that no rollback loses them."""
    yield from ((LEAD, who) for who in ("clerk", "signer", "registrar", "second_registrar"))
    yield from ((SENDER, "clerk"), (INITIATOR, "clerk"), SUPERVISOR)
