"""Owe and end duties: a case's own action joins them; a doubt is decided by a person alone."""

from datetime import date, datetime
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.record import Record
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.duties import events
from lantu.foundations.duties.clocks import CLOCK_FIELDS, bring_up_to_date, get_duty, run
from lantu.foundations.duties.kinds import Resumption, kind_of
from lantu.foundations.duties.models import Duty, Outage, Pause
from lantu.foundations.people.models import Account, Unit
from lantu.foundations.projects.models import Project
from lantu.law import flow as law_flow
from lantu.law.duties import flow
from lantu.law.flow import Capacity

RUNNING = (flow.Duty.OPEN, flow.Duty.HELD)


class DutyFault(Code):
    """Why a duty cannot be changed."""

    REASON_MISSING = "duty_fault.reason_missing"
    START_MISSING = "duty_fault.start_missing"
    OUTAGE_BACKWARDS = "duty_fault.outage_backwards"
    ENDED = "duty_fault.ended"
    OTHER_UNIT = "duty_fault.other_unit"


@action("duties.duty.owe")
def owe(
    act: Act,
    *,
    kind: str,
    unit: Unit,
    case_id: UUID,
    subject: Record,
    project: Project | None = None,
    started_on: date | None = None,
    person: Account | None = None,
) -> Duty:
    """Let a unit owe an act. Without `started_on` its clock waits for `begin`."""
    act.require(unit)
    duty = Duty(
        kind=kind_of(kind).name,
        unit=unit,
        case_id=case_id,
        subject_table=subject._meta.db_table,
        subject_id=subject.pk,
        project=project,
        started_on=started_on,
        person=person,
    )
    run(act, duty)
    act.take(flow.DUTY, "owe", duty, capacity=Capacity.SYSTEM)
    act.record(events.DutyOwed(duty.id, kind, duty.last_day_on), (duty, unit))
    return duty


@action("duties.duty.begin")
def begin(act: Act, *, duty: Duty, started_on: date) -> Duty:
    """Start the clock of a duty, or start it anew from another day."""
    act.require(duty)
    duty.started_on, duty.overdue_at = started_on, None
    run(act, duty)
    act.save(duty, "started_on", "overdue_at", *CLOCK_FIELDS)
    act.record(events.DutyBegun(duty.id, started_on, duty.last_day_on), (duty,))
    return duty


@action("duties.duty.discharge")
def discharge(act: Act, *, duty: Duty, at: datetime | None = None) -> Duty:
    """The act was done, at a moment (that of the act, unless a paper came in earlier)."""
    act.require(duty)
    proved = duty.state in (flow.Duty.LAPSED, flow.Duty.HELD)
    if not proved:
        bring_up_to_date(act, [duty])
    duty.closed_at = at or act.at
    act.save(duty, "closed_at")
    verb = "prove_done" if proved else "discharge"
    act.take(flow.DUTY, verb, duty, capacity=Capacity.SYSTEM)
    late = duty.lapses_at is not None and duty.closed_at >= duty.lapses_at
    act.record(events.DutyDischarged(duty.id, late), (duty,))
    return duty


@action("duties.duty.cancel")
def cancel(act: Act, *, duty: Duty, reason: str) -> Duty:
    """The act is not owed any more."""
    act.require(duty)
    _need(reason)
    duty.closed_at = act.at
    act.save(duty, "closed_at")
    act.take(flow.DUTY, "cancel", duty, capacity=Capacity.SYSTEM)
    act.record(events.DutyCancelled(duty.id, reason), (duty,))
    return duty


@action("duties.duty.reopen")
def reopen(act: Act, *, duty: Duty, started_on: date | None) -> Duty:
    """The act is owed once more, with a clock from a day, or waiting for one."""
    act.require(duty)
    duty.closed_at, duty.overdue_at, duty.started_on = None, None, started_on
    run(act, duty)
    act.save(duty, "closed_at", "overdue_at", "started_on", *CLOCK_FIELDS)
    act.take(flow.DUTY, "reopen", duty, capacity=Capacity.SYSTEM)
    act.record(events.DutyReopened(duty.id), (duty,))
    return duty


@action("duties.duty.hand_over")
def hand_over(act: Act, *, duty: Duty, unit: Unit) -> Duty:
    """Another unit owes the act; the clock runs on (AMB-64)."""
    act.require(duty)
    former, duty.unit, duty.person = duty.unit_id, unit, None
    act.save(duty, "unit", "person")
    act.record(events.DutyHandedOver(duty.id, former, unit.id), (duty, unit))
    return duty


@action("duties.duty.give")
def give(act: Act, *, duty: Duty, person: Account | None) -> Duty:
    """Say which person holds the paper now; reminders name them."""
    act.require(duty)
    duty.person = person
    act.save(duty, "person")
    return duty


@action("duties.duty.pass_on")
def pass_on(act: Act, *, duty_id: UUID, person_id: UUID | None) -> Duty:
    """Take a duty of one's own unit into hand, hand it to a colleague, or lay it down.

    Args:
        act: the open act.
        duty_id: what is owed.
        person_id: who holds it from now on; None: nobody.

    Raises:
        Refused: it has ended, or the person is not of the unit.
    """
    duty = get_duty(act, duty_id)
    act.require(duty)
    if duty.state not in RUNNING:
        raise Refused(DutyFault.ENDED)
    person = None if person_id is None else act.get(Account, person_id, lock=False)
    if person is not None and (person.unit_id != duty.unit_id or not person.is_active):
        raise Refused(DutyFault.OTHER_UNIT, name=person.display_name)
    give(act, duty=duty, person=person)
    act.record(events.DutyPassedOn(duty.id, person_id), (duty,))
    return duty


@action("duties.clocks.pause")
def pause(act: Act, *, case_id: UUID, ground: str) -> list[Duty]:
    """Let the clocks of a case stand still from today."""
    act.require()
    _need(ground)
    duties = list(Duty.objects.select_for_update().filter(case_id=case_id, state=flow.Duty.OPEN))
    bring_up_to_date(act, duties)
    for duty in duties:
        act.create(Pause(duty=duty, from_on=act.today, ground=ground))
        run(act, duty)
        act.save(duty, *CLOCK_FIELDS)
    act.record(events.ClocksPaused(case_id, act.today, ground), duties)
    return duties


@action("duties.clocks.resume")
def resume(act: Act, *, case_id: UUID) -> list[Duty]:
    """Let the clocks of a case run on from today; what ended meanwhile keeps its last day.

    A case may have stood still without a running clock: then there is none to let run on.
    """
    act.require()
    pauses = list(
        Pause.objects.select_for_update().filter(duty__case_id=case_id, until_on__isnull=True)
    )
    if not pauses:
        act.abandon()
        return []
    bring_up_to_date(act, [one.duty for one in pauses if one.duty.state in RUNNING])
    for one in pauses:
        one.until_on = act.today
        act.save(one, "until_on")
        if one.duty.state in RUNNING:
            run(act, one.duty)
            act.save(one.duty, *CLOCK_FIELDS)
    duties = [one.duty for one in pauses]
    act.record(events.ClocksResumed(case_id, act.today), duties)
    return duties


@action("duties.duty.let_stand")
def let_stand(act: Act, *, duty_id: UUID, reason: str) -> Duty:
    """Decide that silence stands in spite of the doubt (AMB-74)."""
    duty = get_duty(act, duty_id)
    act.require(duty)
    _need(reason)
    duty.closed_at = act.at
    act.save(duty, "closed_at")
    act.take(flow.DUTY, "let_stand", duty, capacity=Capacity.SUPERVISOR)
    act.record(events.DutyReleased(duty.id, True, reason), (duty,))
    lapse = kind_of(duty.kind).lapse
    if lapse is not None:
        lapse(act, duty)
    return duty


@action("duties.duty.begin_anew")
def begin_anew(act: Act, *, duty_id: UUID, reason: str, started_on: date | None = None) -> Duty:
    """Decide that the clock begins anew after a fresh delivery (AMB-74).

    Args:
        act: the open act, of the supervising division.
        duty_id: the duty that is held.
        reason: why silence does not stand.
        started_on: from which day; None where the case delivers anew, which starts a clock itself.

    Raises:
        Refused: no reason, or no day where the case starts no clock of its own.
    """
    duty = get_duty(act, duty_id)
    act.require(duty)
    _need(reason)
    anew = kind_of(duty.kind).anew
    if anew is not None:
        return _begun_by_its_case(act, duty, reason, anew)
    if started_on is None:
        raise Refused(DutyFault.START_MISSING)
    duty.started_on, duty.held_ground = started_on, ""
    run(act, duty)
    act.save(duty, "started_on", "held_ground", *CLOCK_FIELDS)
    act.take(flow.DUTY, "begin_anew", duty, capacity=Capacity.SUPERVISOR)
    act.record(events.DutyReleased(duty.id, False, reason), (duty,))
    return duty


def _begun_by_its_case(act: Act, duty: Duty, reason: str, anew: Resumption) -> Duty:
    """Let the case begin it once more: what is held there goes on, and another duty is owed."""
    law_flow.take(flow.DUTY, "begin_anew", flow.Duty(duty.state), Capacity.SUPERVISOR)
    anew(act, duty, reason)
    act.record(events.DutyReleased(duty.id, False, reason), (duty,))
    duty.refresh_from_db()
    return duty


@action("duties.outage.record")
def record_outage(act: Act, *, from_at: datetime, until_at: datetime, cause: str) -> Outage:
    """Record that the platform could not be reached.

    Raises:
        Refused: the end is not after the beginning, or lies in the future, or no cause is named.
    """
    act.require()
    _need(cause)
    if not from_at < until_at <= act.at:
        raise Refused(DutyFault.OUTAGE_BACKWARDS)
    outage = act.create(Outage(from_at=from_at, until_at=until_at, cause=cause))
    act.record(events.OutageRecorded(from_at, until_at, cause), (outage,))
    return outage


def _need(reason: str) -> None:
    if not reason.strip():
        raise Refused(DutyFault.REASON_MISSING)
