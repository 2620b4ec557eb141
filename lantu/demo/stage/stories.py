"""How far each project has come: a story acts, and yields the moment at which it goes on.

Monday 2019-09-02, nine o'clock, is the opening. The clocks of the law decide what is due then:
letters of 08-26 lapse on 09-02, those of 08-27 on 09-03; those of 08-23 lapsed on 08-30, the day
of the outage.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from shapely import MultiPolygon, affinity

from lantu.demo.cast import LEAD, SENDER
from lantu.demo.stage.actors import Player
from lantu.demo.stage.ground import whole
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import confirm_contact, describe_unit
from lantu.foundations.people.models import Channel, Standing, Unit
from lantu.foundations.people.queries import unit_by_key
from lantu.law.clock import ZHENGZHOU
from lantu.systems.coordination.actions import (
    answering,
    dispatching,
    districts,
    intake,
    meetings,
    pausing,
    reserve,
)

Story = Iterator[str]
OUTAGE_SEEN = "08-30 16:00"
# How many moments a story usually has, for the progress that is shown.
USUAL_MOMENTS = 5
NOT_CONFORM, CONDITIONAL, BY_LETTER = "answer.not_conform", "answer.conditional", "answer.by_letter"
FAIR = ("gas_company", "water_company", "power_company", "heat_company")


def moment(words: str) -> datetime:
    """Return a moment of 2019 in Zhengzhou, written as `08-26 10:00`."""
    return datetime.strptime(f"2019-{words}", "%Y-%m-%d %H:%M").replace(tzinfo=ZHENGZHOU)


def in_reserve(p: Player) -> Story:
    """A project that waits in the reserve."""
    yield "08-21 15:20"
    p.enter_reserve()


def mature(p: Player) -> Story:
    """A project that is ready to be sent."""
    yield "08-22 09:40"
    p.enter_reserve()
    yield "08-28 11:00"
    p.judge_mature()


def reserve_withdrawn(p: Player) -> Story:
    """A project that left the reserve again."""
    yield "08-20 10:10"
    p.enter_reserve()
    yield "08-27 16:30"
    assert p.entry_id is not None
    reserve.withdraw_entry(
        p.ask(p.unit, "clerk"), entry_id=p.entry_id, reason="改由街道利用既有停车场解决"
    )


def pushed(p: Player, at: str) -> Story:
    """From nothing to the lead's desk."""
    yield at
    p.enter_reserve()
    p.judge_mature()
    p.push()


def received(p: Player) -> Story:
    """A round that the lead has not begun to check."""
    yield from pushed(p, "08-29 15:00")


def received_today(p: Player) -> Story:
    """A round that came in this morning."""
    yield from pushed(p, "09-02 08:40")


def received_by_letter(p: Player) -> Story:
    """A round that came in by letter."""
    yield "08-28 10:30"
    p.enter_reserve()
    p.judge_mature()
    yield "08-29 09:20"
    p.push(letter="郑发改函〔2019〕112号")


def returned_once(p: Player) -> Story:
    """A round whose material is incomplete."""
    yield from pushed(p, "08-28 14:10")
    yield "08-29 16:40"
    intake.return_once(
        p.ask(LEAD, "clerk"),
        round_id=p.round.id,
        missing="缺建设规模说明；红线示意图请补标相邻道路",
    )


def checking(p: Player) -> Story:
    """A round whose check has begun."""
    yield from pushed(p, "08-26 10:00")
    yield "08-27 09:30"
    p.begin_check()


def conformity_set(p: Player) -> Story:
    """A round whose two findings stand, and whose red line does not yet."""
    yield from checking(p)
    yield "08-28 15:10"
    p.set_conformity(urban_rural=False)


def ready_to_send(p: Player) -> Story:
    """A round that only waits to be sent."""
    yield from checking(p)
    yield "08-29 10:00"
    p.set_conformity()
    p.correct()


def lead_due_today(p: Player) -> Story:
    """A round whose first limit ends tonight."""
    yield from pushed(p, "08-19 09:30")
    yield "08-28 09:30"
    p.begin_check()
    p.set_conformity()


def sent(p: Player, received_at: str, sent_at: str) -> Story:
    """From nothing to the letters."""
    yield from pushed(p, received_at)
    yield sent_at
    p.check_and_send()


def just_sent(p: Player) -> Story:
    """A round whose letters went out on Friday; nobody has answered."""
    yield from sent(p, "08-23 09:30", "08-30 10:30")


def due_today(p: Player) -> Story:
    """A round whose answers are due tonight: in each step of a unit's own there is one."""
    yield from sent(p, "08-20 09:30", "08-26 09:50")
    yield "08-28 14:00"
    p.answer("parks", CONDITIONAL)
    p.answer(SENDER)
    yield "08-30 10:00"
    p.answer_all(but=("forestry", "cultural_relics", "ecology_environment", "urban_management",
                      "meteorology", *FAIR))  # fmt: skip
    p.draft("forestry", CONDITIONAL)
    p.draft("ecology_environment", CONDITIONAL)
    made = p.draft("cultural_relics", CONDITIONAL)
    answering.submit(p.ask("cultural_relics", "clerk"), answer_id=made.id)
    made = p.draft("urban_management", CONDITIONAL)
    answering.submit(p.ask("urban_management", "clerk"), answer_id=made.id)
    answering.approve(
        p.ask("urban_management", "reviewer"), answer_id=made.id, words="同意，请签发"
    )
    districts.request_material(
        p.ask("meteorology", "clerk"),
        task_id=p.task("meteorology").id,
        words="请提供建筑高度和轮廓",
    )


def lapsing_tomorrow(p: Player) -> Story:
    """The round to look at first: every value of an answer, and limits that end tomorrow."""
    yield from sent(p, "08-21 09:10", "08-27 10:20")
    yield "08-28 16:00"
    p.answer(SENDER)
    p.answer("ecology_environment", CONDITIONAL)
    yield "08-29 10:40"
    p.answer("parks", NOT_CONFORM)
    p.answer("urban_management", CONDITIONAL)
    p.answer("meteorology", BY_LETTER)
    yield "08-29 15:30"
    p.answer_all(but=("forestry", "cultural_relics", *FAIR))
    yield "08-30 09:30"
    made = p.draft("cultural_relics", CONDITIONAL)
    answering.submit(p.ask("cultural_relics", "clerk"), answer_id=made.id)
    county = _county()
    asked = p.ask("forestry", "clerk")
    districts.consult_district(asked, task_id=p.task("forestry").id, district_id=county)


def many_answers(p: Player) -> Story:
    """A round that nearly everybody has answered."""
    yield from sent(p, "08-22 10:00", "08-28 09:40")
    yield "08-30 14:30"
    p.answer("water_resources", CONDITIONAL)
    p.answer_all(but=("water_company",))


def paper_waiting(p: Player) -> Story:
    """A round in which a unit off the network answered on paper; a second person must confirm."""
    yield from pushed(p, "08-21 09:40")
    yield "08-28 08:50"
    secretive = unit_by_key("state_security").id
    describe_unit(p.ask("big_data", "platform"), unit_id=secretive, channel=Channel.PAPER)
    yield "08-28 10:10"
    p.check_and_send()
    yield "08-30 15:20"
    p.answer_all(but=("state_security", *FAIR))
    p.register_paper("state_security", number="机要〔2019〕37号", confirmed=False)


def line_changed(p: Player) -> Story:
    """A round whose red line moved under way."""
    yield from sent(p, "08-21 10:40", "08-27 14:20")
    yield "08-28 10:20"
    p.answer("parks")
    p.answer(SENDER)
    yield "08-30 11:10"
    other = p.line(moved(p), "corrected", "改线后红线.txt")
    dispatching.change_line(
        p.ask(LEAD, "clerk"),
        round_id=p.round.id,
        footprint_id=other.id,
        check_id=p.check(other).id,
    )


def undelivered(p: Player) -> Story:
    """A round in which a unit could not be reached: its clock has not begun."""
    yield "08-29 08:40"
    _reach("heat_company", "office@refused.example")
    yield from sent(p, "08-29 09:00", "08-30 09:10")
    yield "09-02 08:50"


def held(p: Player) -> Story:
    """A round whose silent units the outage of the last day keeps from lapsing."""
    yield from sent(p, "08-19 10:00", "08-23 10:00")
    yield "08-27 10:00"
    p.answer_all(but=("education", "gas_company", "water_company"))


def answered(p: Player, received_at: str, sent_at: str, answered_at: str, **results: str) -> Story:
    """From nothing to all answers, some of them of a value of their own."""
    yield from sent(p, received_at, sent_at)
    yield answered_at
    for unit, result in results.items():
        p.answer(unit, result)
    p.answer_all()


def collating(p: Player) -> Story:
    """A round that is being collated; one unit was silent, and is taken to have no objection."""
    yield from sent(p, "08-19 10:30", "08-21 10:00")
    yield "08-26 10:30"
    p.answer("parks", CONDITIONAL)
    p.answer_all(but=("gas_company",))


def collating_late(p: Player) -> Story:
    """A round whose overall opinion is late."""
    yield from answered(p, "08-19 11:00", "08-20 10:00", "08-22 15:00")


def reconciling(p: Player) -> Story:
    """A round whose differing opinions are being brought together."""
    yield from answered(p, "08-20 10:20", "08-26 15:00", "08-29 09:20", parks=CONDITIONAL,
                        water_resources=NOT_CONFORM)  # fmt: skip
    yield "08-30 10:10"
    p.find_divergence()


def mediated(p: Player) -> Story:
    """A round after a first mediation, and on the agenda of the joint meeting."""
    yield from answered(p, "08-20 11:20", "08-26 16:00", "08-28 09:20", cultural_relics=NOT_CONFORM)
    yield "08-29 10:10"
    p.find_divergence()
    p.mediate("文物部门要求退让保护范围，项目单位提出局部下沉方案，未达成一致")
    yield "08-30 17:00"
    office = p.ask(LEAD, "office")
    session = meetings.convene(
        office, topic="近期选址分歧项目协调", planned_on=moment("09-05 15:00").date()
    )
    meetings.put_on_agenda(
        office,
        session_id=session.id,
        title=f"{p.spec['name']}退让文物保护范围",
        round_id=p.round.id,
    )


def suspended(p: Player) -> Story:
    """A round that stands still during the lead's own check."""
    yield from checking(p)
    yield "08-29 11:40"
    pausing.suspend(p.ask(LEAD, "signer"), round_id=p.round.id, ground="等待轨道交通线位批复")


def suspended_answers(p: Player) -> Story:
    """A round that stands still while units are asked."""
    yield from sent(p, "08-22 11:00", "08-28 11:20")
    yield "08-29 14:20"
    p.answer("parks")
    yield "08-30 14:10"
    pausing.suspend(p.ask(LEAD, "signer"), round_id=p.round.id, ground="项目单位申请调整建设规模")


def withdrawn(p: Player) -> Story:
    """A round that was withdrawn."""
    yield from sent(p, "08-21 14:00", "08-28 14:40")
    yield "08-30 16:20"
    pausing.withdraw(p.ask(p.unit, "clerk"), round_id=p.round.id, reason="建设内容有重大调整")


def moved(p: Player) -> MultiPolygon:
    """Return the red line a few metres off."""
    shape = affinity.translate(p.block.buffer(-2, join_style="mitre"), 6, 4)
    return whole(shape)


def _county() -> UUID:
    """Return the county or zone that is asked."""
    return Unit.objects.filter(standing=Standing.COUNTY).order_by("key")[0].id


def _reach(unit: str, email: str) -> None:
    """Name another mail address of a unit."""
    confirm_contact(
        Request(SYSTEM), unit_id=unit_by_key(unit).id, letter="A", name="联络人", email=email,
        telephone="0371-00000001",
    )  # fmt: skip
