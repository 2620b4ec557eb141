"""The scenes of the tour, in their order. Every line is an act of somebody through an action."""

from datetime import datetime
from pathlib import Path

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.demo.cast import CLEARED, INITIATOR, LEAD, PLATFORM, SENDER, SUPERVISOR
from lantu.demo.tour.answers import answer, by_paper, reply_to_all
from lantu.demo.tour.stage import Stage
from lantu.foundations.deliveries.models import Message
from lantu.foundations.deliveries.receipts import log_call, serve_paper
from lantu.foundations.duties.actions import record_outage
from lantu.foundations.people.actions import confirm_contact, describe_unit
from lantu.foundations.people.models import Channel
from lantu.foundations.people.queries import unit_by_key
from lantu.foundations.projects.actions import register_project
from lantu.foundations.projects.queries import geometry_of
from lantu.geo.formats import read
from lantu.geo.quality import examine
from lantu.law.clock import ZHENGZHOU, day_of
from lantu.law.coordination.dispatch import Channel as Way
from lantu.law.coordination.results import Overall
from lantu.law.edition import shipped
from lantu.systems.blueprint.check import red_line_limits
from lantu.systems.coordination.actions import (
    adjusting,
    checking,
    delivering,
    dispatching,
    intake,
    issuing,
    reconciling,
    reserve,
)

GREEN = "greening_green_line"
SCAN = b"%PDF-1.4 scanned letter of the tour"


def opening(stage: Stage, red_line: Path) -> None:
    """A project enters the reserve with a real red line, is judged mature and pushed."""
    stage.announce("一　入库与推送")
    clerk = stage.ask(INITIATOR, "clerk")
    stage.project_id = register_project(
        clerk,
        name="滨河小学",
        statement="unclassified",
        initiating_unit_id=unit_by_key(INITIATOR).id,
        nature="新建",
        scale="36 班",
        land_supply="划拨",
    ).id
    sketch = stage.enter(
        _read(stage, red_line), "sketch", stage.keep(red_line), red_line.name, by=INITIATOR
    )
    entry = reserve.enter_reserve(
        clerk, project_id=stage.project, intended_use="中小学用地", sketch_id=sketch.id
    )
    ask = stage.ask(SENDER, "clerk")
    reserve.judge_mature(ask, entry_id=entry.id, ground="已列入年度投资计划")
    begun = intake.receive(ask, entry_id=entry.id, lead_id=unit_by_key(LEAD).id, channel="push")
    stage.rounds.append(begun.id)


def checked_and_sent(stage: Stage, corrected: MultiPolygon, name: str) -> None:
    """The lead checks, corrects the red line and sends the letters."""
    clerk, one = stage.ask(LEAD, "clerk"), stage.round
    intake.start_check(clerk, round_id=one.id)
    for plan in checking.PLANS:
        checking.set_conformity(clerk, round_id=one.id, plan=plan, conforms=True)
    footprint = stage.enter(corrected, "corrected", one.sketch.source, name)
    check = stage.check(footprint)
    checking.correct_red_line(clerk, round_id=one.id, footprint_id=footprint.id, check_id=check.id)
    dispatching.dispatch(stage.ask(LEAD, "signer"), round_id=one.id)
    stage.speak()
    stage.post()


def consultation(stage: Stage) -> None:
    """The departments answer, each in its own way; one is silent, one is served on paper."""
    stage.announce("二　征求意见：各种答复、一家沉默、一家纸质、一家邮箱失效")
    describe_unit(
        stage.ask(PLATFORM, "platform"),
        unit_id=unit_by_key("state_security").id,
        channel=Channel.PAPER,
    )
    _mail_to(stage, "education", "office@refused.example")
    stage.at("2019-09-03 10:20")
    checked_and_sent(stage, geometry_of_sketch(stage), "修正红线")
    stage.at("2019-09-04 09:30")
    serve_paper(
        stage.ask(LEAD, "registrar"),
        message_id=_letter(stage, "state_security").id,
        receiver="机要室 周某",
        served_at=datetime(2019, 9, 4, 9, 10, tzinfo=ZHENGZHOU),
        scan=_scan(stage),
    )
    stage.post()
    stage.at("2019-09-05 15:00")
    log_call(
        stage.ask(LEAD, "registrar"),
        message_id=_letter(stage, "education").id,
        called="教育局办公室",
        telephone="0371-00000001",
        words="告知已发空间协同函，请登录平台办理",
    )
    stage.post()
    stage.at("2019-09-06 09:00")
    answer(stage, SENDER, "answer.no_objection")
    answer(stage, "ecology_environment", "answer.conditional")
    answer(stage, "parks", "answer.not_conform")
    answer(stage, "meteorology", "answer.by_letter")


def line_changed(stage: Stage) -> None:
    """The lead moves the red line under way: whose hits change is asked anew."""
    stage.announce("三　途中改线：占压有变化的单位重新起算五个工作日")
    stage.at("2019-09-06 16:00")
    footprint = stage.round.footprint
    if footprint is None:
        raise LookupError("本轮还没有修正红线")
    moved = stage.without(_whole(geometry_of(footprint)), GREEN, share=0.5)
    following = stage.enter(moved, "corrected", footprint.source, "改线后红线")
    check = stage.check(following)
    dispatching.change_line(
        stage.ask(LEAD, "clerk"),
        round_id=stage.round.id,
        footprint_id=following.id,
        check_id=check.id,
    )
    stage.speak()
    stage.post()


def limits_run_out(stage: Stage) -> None:
    """Silence counts; paper comes in; an outage on the last day holds a result in doubt."""
    stage.announce("四　期限届满：视为无异议；纸质答复；中断日暂缓认定")
    stage.at("2019-09-09 10:00")
    reply_to_all(stage, but=("gas_company", "education", "state_security"))
    by_paper(stage, "state_security", "2019-09-10 11:00", _scan(stage))
    stage.at("2019-09-12 18:00")
    record_outage(
        stage.ask(PLATFORM, "platform"),
        from_at=datetime(2019, 9, 12, 13, tzinfo=ZHENGZHOU),
        until_at=datetime(2019, 9, 12, 15, 30, tzinfo=ZHENGZHOU),
        cause="机房断电",
    )
    stage.at("2019-09-16 09:00")
    _mail_to(stage, "education", "office@education.example")
    held = stage.task("education")
    delivering.deliver_anew(
        stage.ask(SUPERVISOR, "supervisor"), task_id=held.id, reason="中断发生在末日，重新送达"
    )
    stage.speak()
    stage.post()
    stage.at("2019-09-17 14:00")
    reply_to_all(stage, but=("gas_company",))


def verdict(stage: Stage) -> None:
    """Differing opinions are brought together on site; the result is 基本符合, with advice."""
    stage.announce("五　协调分歧，出具综合意见：基本符合")
    stage.at("2019-09-18 09:30")
    clerk, one = stage.ask(LEAD, "clerk"), stage.round
    opened = reconciling.find_divergence(clerk, round_id=one.id)
    mediation = reconciling.record_mediation(
        clerk,
        round_id=one.id,
        channel=Way.SOLICITATION,
        way="现场踏勘",
        held_on=day_of(datetime(2019, 9, 18, 12, tzinfo=ZHENGZHOU)),
        participants=["市资源规划局", "市园林局", "滨河小学筹建处"],
        words="三方到现场，同意校舍让出绿线",
    )
    for item in opened:
        reconciling.settle_divergence(
            clerk,
            divergence_id=item.id,
            mediation_id=mediation.id,
            outcome="红线退出绿线范围",
            is_achievable=True,
        )
    reconciling.settle_round(clerk, round_id=one.id)
    stage.at("2019-09-20 11:00")
    issuing.issue(
        stage.ask(LEAD, "signer"),
        round_id=one.id,
        result=Overall.BASICALLY_CONFORMS,
        advice=["红线退出绿化绿线", "按环评要求落实噪声防护"],
    )
    stage.speak()
    stage.post()


def again(stage: Stage) -> None:
    """The initiating unit adjusts by the advice and begins a second round, which conforms."""
    stage.announce("六　落实融合建议，第二轮协同：符合")
    stage.at("2019-09-23 10:00")
    clerk, one = stage.ask(INITIATOR, "clerk"), stage.round
    adjusting.adjust(clerk, round_id=one.id)
    adjusting.handle_advice(clerk, round_id=one.id, number=1, how="红线已退出绿线")
    adjusting.handle_advice(clerk, round_id=one.id, number=2, how="校舍退让，设隔声窗")
    if one.footprint is None:
        raise LookupError("本轮还没有修正红线")
    cleared = stage.without(_whole(geometry_of(one.footprint)), GREEN)
    sketch = stage.enter(cleared, "sketch", one.sketch.source, "调整后红线", by=INITIATOR)
    following = adjusting.initiate_again(clerk, round_id=one.id, sketch_id=sketch.id)
    stage.rounds.append(following.id)
    stage.at("2019-09-24 09:00")
    checked_and_sent(stage, cleared, "第二轮修正红线")
    serve_paper(
        stage.ask(LEAD, "registrar"),
        message_id=_letter(stage, "state_security").id,
        receiver="机要室 周某",
        served_at=datetime(2019, 9, 24, 9, 0, tzinfo=ZHENGZHOU),
        scan=_scan(stage),
    )
    stage.post()
    stage.at("2019-09-26 15:00")
    reply_to_all(stage, but=("state_security",), favourable=True)
    by_paper(stage, "state_security", "2019-09-27 10:00", _scan(stage))
    stage.at("2019-09-29 10:00")
    issuing.issue(stage.ask(LEAD, "signer"), round_id=following.id, result=Overall.CONFORMS)
    issuing.push(stage.ask(LEAD, "clerk"), round_id=following.id)
    stage.speak()
    stage.post()


def geometry_of_sketch(stage: Stage) -> MultiPolygon:
    """Return the intended red line, set back by half a metre where the lead corrects it."""
    whole = _whole(geometry_of(stage.round.sketch))
    return _whole(whole.buffer(-0.5, join_style="mitre"))


def _whole(geometry: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)])


def _read(stage: Stage, path: Path) -> MultiPolygon:
    """Read a red line by the door for uploads and examine it as a check does."""
    today = day_of(datetime.now(ZHENGZHOU))
    limits = red_line_limits(shipped(), today)
    examined = examine(
        read(path, limits=limits),
        measuring_crs=stage.blueprint.store.crs,
        city_boundary=stage.blueprint.store.boundary,
        limits=limits,
    )
    if examined.footprint is None:
        raise ValueError(f"{path.name} 不能测算")
    return examined.footprint


def _letter(stage: Stage, unit: str) -> Message:
    message = stage.task(unit).message
    if message is None:
        raise LookupError(f"没有发给 {unit} 的函")
    return message


def _mail_to(stage: Stage, unit: str, email: str) -> None:
    confirm_contact(
        stage.ask(unit, "signer"),
        unit_id=unit_by_key(unit).id,
        letter="A",
        name="联络人",
        email=email,
        telephone="0371-00000001",
    )


def _scan(stage: Stage) -> str:
    from lantu.foundations.blobs import store
    from lantu.foundations.blobs.actions import keep_blob

    digest = store.store(SCAN)
    keep_blob(
        stage.ask(LEAD, "registrar"),
        digest=digest,
        name="扫描件.pdf",
        media_type="application/pdf",
        clearance=CLEARED,
    )
    return digest
