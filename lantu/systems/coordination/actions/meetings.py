"""The joint meeting: convened, held, decided; and the units' own work schemes (D1-68 to D1-80)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Unit
from lantu.foundations.people.queries import responsible_unit, unit_by_key
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.coordination.joint_meeting import invitees
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions import issuing_papers
from lantu.systems.coordination.actions.reserve import need, need_nothing
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import (
    AgendaItem,
    Attendance,
    Paper,
    Round,
    Session,
    WorkScheme,
)

SECTIONS = {
    "goals": "目标",
    "tasks": "重点任务",
    "deadlines": "时限",
    "responsibilities": "责任分工",
}


@action("coordination.session.convene")
def convene(
    act: Act,
    *,
    topic: str,
    planned_on: date,
    by_topic: Sequence[str] = (),
    is_joint_meeting: bool = True,
) -> Session:
    """Call a session: the standing members are invited, others by the topic (D1-79).

    Args:
        act: the open act, of the office of the joint meeting.
        topic: what it is about.
        planned_on: for which day.
        by_topic: keys of non-standing units that the topic needs.
        is_joint_meeting: a special meeting invites those of the topic alone.
    """
    act.require()
    need(topic, "议题")
    session = act.create(
        Session(topic=topic, planned_on=planned_on, is_joint_meeting=is_joint_meeting)
    )
    standing = invitees(known_on(act.today)) if is_joint_meeting else ()
    for key in dict.fromkeys((*standing, *by_topic)):
        unit = unit_by_key(key)
        act.create(Attendance(session=session, unit=unit, is_standing=key in standing))
    invited = session.attendances.count()
    act.record(events.SessionConvened(session.id, planned_on, invited), (session,))
    return session


@action("coordination.session.remind")
def remind_office(act: Act, *, last_on: date) -> Message:
    """Remind the office, in the lead bureau, that the joint meeting is due (D1-77)."""
    act.require()
    lead = responsible_unit(LEAD, act.today)
    message = send_message(
        act,
        unit=lead,
        subject="联席会议应当召开",
        text="距上次联席会议已满规定间隔，请联席会议办公室安排召开。",
        about=lead,
        purpose=Purpose.REMINDER,
    )
    act.record(events.SessionDue(last_on), (lead, message))
    return message


@action("coordination.session.put_on_agenda")
def put_on_agenda(
    act: Act, *, session_id: UUID, title: str, round_id: UUID | None = None
) -> AgendaItem:
    """Put an item on the agenda of a session, about a round or a matter of its own.

    Raises:
        Refused: the minutes of the session are out.
    """
    session = act.get(Session, session_id)
    act.require(session)
    need(title, "事项名称")
    if Paper.objects.filter(session=session).exists():
        raise Refused(CoordinationFault.MINUTES_ISSUED)
    one = act.get(Round, round_id) if round_id is not None else None
    number = session.items.count() + 1
    item = act.create(AgendaItem(session=session, number=number, title=title, round=one))
    act.record(events.AgendaItemAdded(item.id, session.id), (item, session))
    return item


@action("coordination.session.sign_in")
def sign_in(act: Act, *, session_id: UUID, unit_id: UUID, countersign: bool = False) -> Attendance:
    """Sign a unit in to a session, or countersign its minutes.

    Raises:
        Refused: the unit was not invited.
    """
    session = act.get(Session, session_id)
    unit = act.get(Unit, unit_id, lock=False)
    act.require(session)
    found = session.attendances.select_for_update().filter(unit=unit).first()
    if found is None:
        raise Refused(CoordinationFault.NOT_INVITED, unit=unit.name)
    name = "countersigned_at" if countersign else "signed_in_at"
    setattr(found, name, act.at)
    act.save(found, name)
    act.record(events.SessionSignedIn(session.id, unit.id, countersign), (found, session))
    return found


@action("coordination.session.hold")
def hold_session(
    act: Act, *, session_id: UUID, held_on: date, number: str, minutes: str
) -> Session:
    """Record that a session took place, with the number and scan of its minutes."""
    session = act.get(Session, session_id)
    act.require(session)
    need_nothing({"纪要文号": not number.strip(), "纪要": not minutes})
    session.held_on, session.number, session.minutes = held_on, number, minutes
    act.save(session, "held_on", "number", "minutes")
    act.record(events.SessionHeld(session.id, held_on), (session,))
    return session


@action("coordination.session.decide")
def decide_item(act: Act, *, item_id: UUID, decision: str, responsible_id: UUID) -> AgendaItem:
    """Record a decision: it binds its round and becomes a duty of a unit (D1-68).

    Raises:
        Refused: the session has not been held.
    """
    item = act.get(AgendaItem, item_id)
    act.require(item.session)
    need(decision, "决定内容")
    if item.session.held_on is None:
        raise Refused(CoordinationFault.NOT_HELD)
    unit = act.get(Unit, responsible_id, lock=False)
    item.decision, item.responsible, item.decided_on = decision, unit, act.today
    act.save(item, "decision", "responsible", "decided_on")
    duties.owe(
        act,
        kind=obligations.CARRY_OUT,
        unit=unit,
        case_id=item.round_id or item.session_id,
        subject=item,
        project=item.round.project if item.round else None,
    )
    act.record(events.SessionDecided(item.id, decision), (item, item.session))
    return item


@action("coordination.session.issue_minutes")
def issue_minutes(act: Act, *, session_id: UUID) -> Paper:
    """Issue the minutes of a session once all its items are decided: number, code, frozen record.

    Raises:
        Refused: it was not held, an item is undecided, or the minutes are out.
    """
    session = act.get(Session, session_id)
    act.require(session)
    undecided = session.items.filter(decided_on__isnull=True).count()
    if session.held_on is None:
        raise Refused(CoordinationFault.NOT_HELD)
    if undecided:
        raise Refused(CoordinationFault.ITEMS_UNDECIDED, count=undecided)
    if Paper.objects.filter(session=session).exists():
        raise Refused(CoordinationFault.MINUTES_ISSUED)
    paper = issuing_papers.issue_minutes(act, session, responsible_unit(LEAD, act.today))
    act.record(events.MinutesIssued(session.id, paper.document_id), (session, paper.document))
    return paper


@action("coordination.session.carry_out")
def carry_out_decision(act: Act, *, item_id: UUID, outcome: str) -> AgendaItem:
    """Report that a unit carried out what was decided: its duty is done (D1-68).

    Raises:
        Refused: nothing was decided, it was reported before, or the outcome is missing.
    """
    item = act.get(AgendaItem, item_id)
    act.require(item)
    need(outcome, "落实情况")
    owed = open_duty(item.id, obligations.CARRY_OUT)
    if owed is None:
        raise Refused(CoordinationFault.NOTHING_TO_CARRY_OUT)
    item.carried_out_on, item.outcome = act.today, outcome
    act.save(item, "carried_out_on", "outcome")
    duties.discharge(act, duty=owed)
    act.record(events.DecisionCarriedOut(item.id, outcome), (item, item.session))
    return item


@action("coordination.scheme.submit")
def submit_scheme(act: Act, /, *, unit_id: UUID, title: str, **sections: str) -> WorkScheme:
    """Submit a unit's own work scheme; all four sections are needed (D1-69).

    Raises:
        Refused: naming the sections that are missing.
    """
    unit = act.get(Unit, unit_id, lock=False)
    act.require(unit)
    missing = [said for name, said in SECTIONS.items() if not sections.get(name, "").strip()]
    if missing:
        raise Refused(CoordinationFault.SECTION_MISSING, sections="、".join(missing))
    kept = {name: sections[name] for name in SECTIONS}
    scheme = act.create(WorkScheme(unit=unit, title=title, submitted_on=act.today, **kept))
    act.record(events.SchemeSubmitted(scheme.id), (scheme, unit))
    return scheme
