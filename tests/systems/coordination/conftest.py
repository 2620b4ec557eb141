"""A town with a round that is ready to be sent, and a mail server that really answers."""

from dataclasses import dataclass

import pytest

from lantu.foundations.deliveries.models import Message
from lantu.systems.coordination.actions import checking, dispatching, intake, reserve
from lantu.systems.coordination.models import Round, Task
from tests.town import INITIATOR, LEAD, SENDER, Town, a_check, a_footprint, a_project, post_all
from tests.town.fixtures import mail_folder, mail_server, town

__all__ = ("mail_folder", "mail_server", "town")


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

    def messages(self, unit: str):
        return Message.objects.filter(unit__key=unit)


@pytest.fixture
def story(town) -> Story:
    project = a_project(town)
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
