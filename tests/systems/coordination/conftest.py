"""A town with a round that is ready to be sent, and a mail server that really answers."""

from dataclasses import dataclass

import pytest

from lantu.foundations.deliveries.models import Message
from lantu.foundations.duties.models import Duty
from lantu.systems.coordination.actions import (
    answering,
    checking,
    dispatching,
    intake,
    issuing,
    reserve,
)
from lantu.systems.coordination.models import Round, Task
from tests.town import INITIATOR, LEAD, SENDER, Town, a_check, a_footprint, a_project, post_all
from tests.town.fixtures import mail_folder, mail_server, town

__all__ = ("mail_folder", "mail_server", "town")
WITHOUT_FIELDS = ("answer.not_concerned", "answer.by_letter")
SERVICE = {"service_opinion": "可以提供服务"}
FAVOURABLE = {
    "D1-C02": {"industrial_policy_conformity": True, "industrial_layout_conformity": True},
    "D1-C03": {
        "ecological_redline_conformity": True,
        "air_conformity": True,
        "water_conformity": True,
        "soil_conformity": True,
        "solid_waste_conformity": True,
        "radiation_conformity": True,
        "vacated_industrial_site": False,
        "impact_assessment_needed": False,
    },
    "D1-C04": {"supporting_facilities_complete": True},
    "D1-C05": {"blue_line_conformity": True},
    "D1-C06": {"forest_land_occupied": False, "wetland_occupied": False},
    "D1-C07": {"archaeology_done": True, "protected_site_involved": False},
    "D1-C08": {"green_land_occupied": False},
    "D1-C09": {"observation_environment_conformity": True},
    "D1-C10": {"security_conformity": True},
    **{f"D1-C{number}": SERVICE for number in (11, 12, 13, 14, 15)},
    "D1-C16": {"own_plan_conformity": True},
}


@dataclass
class Story:
    """A round as it goes on, with short ways to let it."""

    town: Town
    round_id: object

    @property
    def round(self) -> Round:
        return Round.objects.get(id=self.round_id)

    def task(self, unit: str) -> Task:
        return Task.objects.get(round_id=self.round_id, unit__key=unit)

    def dispatch(self, **areas_m2):
        """Check, correct and send, and let the mails arrive."""
        town, one = self.town, self.round
        intake.start_check(town.ask(LEAD, "clerk"), round_id=one.id)
        for plan in ("land_use", "urban_rural"):
            checking.set_conformity(
                town.ask(LEAD, "clerk"), round_id=one.id, plan=plan, conforms=True
            )
        corrected = a_footprint(town, one.project, rank="corrected")
        check = a_check(town, corrected, **areas_m2)
        checking.correct_red_line(
            town.ask(LEAD, "clerk"), round_id=one.id, footprint_id=corrected.id, check_id=check.id
        )
        dispatching.dispatch(town.ask(LEAD, "signer"), round_id=one.id)
        self.deliver()

    def deliver(self):
        """Carry the mails, and let coordination hear what arrived."""
        from lantu.systems.coordination.tasks import hear_of_deliveries

        post_all()
        hear_of_deliveries()

    def draft(self, unit: str, result: str = "answer.no_objection", **content):
        """Let a unit write a draft that answers its question in full."""
        task = self.task(unit)
        return answering.draft(
            self.town.ask(unit, "clerk"),
            task_id=task.id,
            result=result,
            content=content_of(task.row, result, **content),
        )

    def answer(self, unit: str, result: str = "answer.no_objection", **content):
        """Let a unit answer in full, through all the steps of its own."""
        made = self.draft(unit, result, **content)
        ask = self.town.ask
        answering.submit(ask(unit, "clerk"), answer_id=made.id)
        made.refresh_from_db()
        if made.state == "answer_state.in_review":
            answering.approve(ask(unit, "reviewer"), answer_id=made.id)
        return answering.sign(ask(unit, "signer"), answer_id=made.id)

    def answer_all(self, *, but: tuple[str, ...] = ()):
        """Let every unit that is still asked answer, favourably."""
        waiting = self.round.tasks.filter(state__in=("task.sent", "task.sub_consulting"))
        for task in waiting.select_related("unit").order_by("row"):
            if task.unit.key not in but:
                self.answer(task.unit.key)

    def units(self, *states: str) -> list[str]:
        """Return the units whose task is in one of these states, in the order of annex two."""
        tasks = self.round.tasks.filter(state__in=[f"task.{state}" for state in states])
        return list(tasks.order_by("row").values_list("unit__key", flat=True))

    def duty(self, kind: str, unit: str | None = None) -> Duty:
        """Return the newest duty of a kind in this round, or of a unit in it."""
        found = Duty.objects.filter(case_id=self.round_id, kind=kind)
        if unit is not None:
            found = found.filter(subject_id=self.task(unit).id)
        return found.exclude(state="duty.cancelled").latest("started_on")

    def issue(self, result: str = "round.conforms", **more):
        return issuing.issue(
            self.town.ask(LEAD, "signer"), round_id=self.round_id, result=result, **more
        )

    def messages(self, unit: str):
        return Message.objects.filter(unit__key=unit)


def content_of(row: str, result: str, **more):
    """Return a full and favourable content for a row of annex two."""
    fields = {} if result in WITHOUT_FIELDS else dict(FAVOURABLE.get(row, {}))
    content = {"fields": fields, "none_needed": True, "adjustment_advice": ""}
    if result == "answer.not_conform":
        content["adjustment_advice"] = "请避让"
    if result == "answer.conditional":
        content["construction_conditions"] = ["按规范退让"]
    fields.update(more.pop("fields", {}))
    return content | more


@pytest.fixture
def story(town) -> Story:
    return begin_story(town)


def begin_story(town, *, project=None) -> Story:
    """Let a project go into the reserve and be pushed to the lead."""
    project = project or a_project(town)
    sketch = a_footprint(town, project)
    entry = reserve.enter_reserve(
        town.ask(INITIATOR, "clerk"),
        project_id=project.id,
        intended_use="教育用地",
        sketch_id=sketch.id,
    )
    reserve.judge_mature(town.ask(SENDER, "clerk"), entry_id=entry.id, ground="已列入年度计划")
    one = intake.receive(
        town.ask(SENDER, "clerk"),
        entry_id=entry.id,
        lead_id=town.unit(LEAD).id,
        channel="push",
    )
    return Story(town, one.id)
