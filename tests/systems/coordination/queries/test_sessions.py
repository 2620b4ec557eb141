from datetime import date

from lantu.systems.coordination.actions.meetings import convene
from lantu.systems.coordination.queries.sessions import visible_sessions
from tests.town import BEGUN_ON, LEAD


def test_whoever_is_invited_sees_a_session_and_so_do_lead_and_supervisor(town):
    session = convene(
        town.ask(LEAD, "office"),
        topic="河道蓝线",
        planned_on=date(2019, 9, 10),
        by_topic=["water_resources"],
        is_joint_meeting=False,
    )
    for unit in ("water_resources", LEAD, "functions_transformation"):
        assert list(visible_sessions(town.unit(unit), BEGUN_ON)) == [session]
    for unit in ("forestry", "stranger_company"):
        assert not visible_sessions(town.unit(unit), BEGUN_ON).exists()
