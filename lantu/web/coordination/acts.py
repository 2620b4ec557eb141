"""What may be done in a round, as a table: the flow says when, the policy who, a form what with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.people.models import Account
from lantu.foundations.people.queries import actor_of
from lantu.law.coordination.flow import ROUND
from lantu.law.coordination.flow import Round as States
from lantu.law.coordination.results import divergences
from lantu.systems.coordination.actions import (
    adjusting,
    checking,
    dispatching,
    intake,
    issuing,
    pausing,
    reconciling,
)
from lantu.systems.coordination.matrix import opinions_of
from lantu.systems.coordination.models import Round
from lantu.web.coordination import forms
from lantu.web.shell.uploads import kept

Done = Callable[[Request, Round, Any], object]


@dataclass(frozen=True, slots=True)
class RoundAct:
    """An act on a round: its button, its page, and what is called.

    `verb` names the permission below `coordination.round.`; `step` the flow's step, where it has
    another name; `tone` is how the button looks: primary, plain, or bad where it ends something.
    """

    verb: str
    title: str
    explains: str
    form: type[forms.ActForm]
    run: Done
    step: str = ""
    tone: str = "primary"
    template: str = "coordination/act.html"

    def is_open(self, one: Round) -> bool:
        """Return whether the flow allows the act where the round stands."""
        return any(
            step.verb == (self.step or self.verb) for step in ROUND.steps_from(States(one.state))
        )

    def may_be_done_by(self, actor: Actor, one: Round) -> bool:
        """Return whether this person may do the act, wherever the round stands."""
        return may(actor, f"coordination.round.{self.verb}", one)

    def is_for(self, actor: Actor, one: Round) -> bool:
        """Return whether the act is open, and open to this person."""
        return self.is_open(one) and self.may_be_done_by(actor, one)


def _call(action: Callable[..., object], *names: str) -> Done:
    """Return what calls an action on a round with the fields of its form."""

    def run(by: Request, one: Round, form: forms.ActForm) -> object:
        return action(by, round_id=one.id, **{name: form.cleaned_data[name] for name in names})

    return run


def _dispatch(by: Request, one: Round, form: forms.DispatchForm) -> object:
    return dispatching.dispatch(by, round_id=one.id, by_hand=form.by_hand())


def _add_unit(by: Request, one: Round, form: forms.AddUnitForm) -> object:
    unit, row = form.cleaned_data["unit"], form.cleaned_data["row"]
    return dispatching.add_unit(by, round_id=one.id, unit_id=unit.id, row=row)


def _drop_unit(by: Request, _: Round, form: forms.DropUnitForm) -> object:
    task, reason = form.cleaned_data["task"], form.cleaned_data["reason"]
    return dispatching.drop_unit(by, task_id=task.id, reason=reason)


def _initiate_again(by: Request, one: Round, form: forms.NextRoundForm) -> object:
    sketch_id = form.cleaned_data["sketch"].id
    return adjusting.initiate_again(by, round_id=one.id, sketch_id=sketch_id)


def _set_conformity(by: Request, one: Round, form: forms.ConformityForm) -> None:
    for plan in checking.PLANS:
        checking.set_conformity(
            Request(by.actor, by.at, f"{by.key}:{plan}" if by.key else None),
            round_id=one.id,
            plan=plan,
            conforms=form.cleaned_data[plan] == "yes",
            note=form.cleaned_data[f"{plan}_note"],
        )


def _mediate(by: Request, one: Round, form: forms.MediationForm) -> None:
    given = form.cleaned_data
    paper = given["minutes"]
    reconciling.record_mediation(
        by,
        round_id=one.id,
        channel=given["channel"],
        way=given["way"],
        held_on=given["held_on"],
        participants=[
            name for name in given["participants"].replace("，", "、").split("、") if name
        ],
        words=given["words"],
        minutes=kept(Request(by.actor), paper, form.clearance()) if paper else "",
    )


def _issue(by: Request, one: Round, form: forms.IssueForm) -> None:
    issuing.issue(
        by,
        round_id=one.id,
        result=form.cleaned_data["result"],
        advice=form.items(),
        bars_curable=form.cleaned_data["bars_curable"],
        reason=form.cleaned_data["reason"],
    )


ACTS = {
    act.verb: act
    for act in (
        RoundAct(
            "start_check",
            "开始核对",
            "核对两项规划、修正红线，并在受理之日起 10 个工作日内发函。",
            forms.Nothing,
            _call(intake.start_check),
        ),
        RoundAct(
            "return_once",
            "一次退回补正",
            "材料不齐的，受理后 2 个工作日内可以退回一次。",
            forms.ReturnOnceForm,
            _call(intake.return_once, "missing"),
            tone="plain",
        ),
        RoundAct(
            "complete",
            "材料已补齐",
            "补齐之日起，10 个工作日重新起算。",
            forms.Nothing,
            _call(intake.complete),
        ),
        RoundAct(
            "set_conformity",
            "填写两项核对",
            "两项都要有结论才能发函；结论为否不影响发函。",
            forms.ConformityForm,
            _set_conformity,
            step="dispatch",
            tone="plain",
        ),
        RoundAct(
            "dispatch",
            "发出空间协同函",
            "按附件二的分工和图上占压确定征求单位；送达之日起 5 个工作日内答复。",
            forms.DispatchForm,
            _dispatch,
            template="coordination/dispatch.html",
        ),
        RoundAct(
            "add_unit",
            "增加征求单位",
            "新增单位自送达之日起另有 5 个工作日。",
            forms.AddUnitForm,
            _add_unit,
            tone="plain",
        ),
        RoundAct(
            "drop_unit",
            "撤销征求单位",
            "该单位不再答复，原因留存；其余单位齐备即转入汇总。",
            forms.DropUnitForm,
            _drop_unit,
            tone="bad",
        ),
        RoundAct(
            "find_divergence",
            "列出分歧",
            "有单位不符合、有单位同意，须先协调再出综合意见。",
            forms.Nothing,
            _call(reconciling.find_divergence),
        ),
        RoundAct(
            "mediate",
            "登记一次协调",
            "电话、现场或会议，都记一笔；会议须附纪要。",
            forms.MediationForm,
            _mediate,
            step="settle",
        ),
        RoundAct(
            "settle",
            "分歧已全部办结",
            "各项分歧都有结果后，继续汇总。",
            forms.Nothing,
            _call(reconciling.settle_round),
            tone="plain",
        ),
        RoundAct(
            "issue",
            "出具综合意见",
            "三种结论择一，附意见汇总表，同时反馈发起单位和发展改革委。",
            forms.IssueForm,
            _issue,
            template="coordination/issue.html",
        ),
        RoundAct(
            "push",
            "推送，项目生成",
            "符合的项目推送发起单位，可以办理立项。",
            forms.Nothing,
            _call(issuing.push),
        ),
        RoundAct(
            "return_to_reserve",
            "退回储备库",
            "不符合的项目注明原因，退回储备库。",
            forms.ReasonForm,
            _call(issuing.return_to_reserve, "reason"),
        ),
        RoundAct(
            "adjust",
            "开始调整",
            "按融合建议逐条调整，落实后可再次发起。",
            forms.Nothing,
            _call(adjusting.adjust),
        ),
        RoundAct(
            "initiate_again",
            "再次发起",
            "融合建议逐条落实并报送调整后的红线之后，发起下一轮，全部期限重新计算。",
            forms.NextRoundForm,
            _initiate_again,
        ),
        RoundAct(
            "give_up",
            "放弃调整",
            "项目退回储备库，原因留存。",
            forms.ReasonForm,
            _call(adjusting.give_up, "reason"),
            tone="bad",
        ),
        RoundAct(
            "suspend",
            "中止",
            "中止期间全部期限停止计算。",
            forms.GroundForm,
            _call(pausing.suspend, "ground"),
            tone="bad",
        ),
        RoundAct(
            "resume",
            "恢复",
            "从剩余工作日继续计算。",
            forms.ReasonForm,
            _call(pausing.resume, "reason"),
        ),
        RoundAct(
            "withdraw",
            "撤回本轮",
            "撤回后各单位不再答复，项目回到储备库。",
            forms.ReasonForm,
            _call(pausing.withdraw, "reason"),
            tone="bad",
        ),
    )
}


def acts_for(actor: Actor, one: Round) -> list[RoundAct]:
    """Return what a person may do in a round now, the first primary one being the next step."""
    return [act for act in _open_acts(one) if act.may_be_done_by(actor, one)]


def next_by_colleague(actor: Actor, one: Round) -> str:
    """Say which colleagues the next step waits for, where this person cannot take it; or nothing.

    Only one's own unit is named: how another unit is staffed is its own affair.
    """
    steps = [act for act in _open_acts(one) if act.tone == "primary"]
    if actor.unit_id is None or any(act.may_be_done_by(actor, one) for act in steps):
        return ""
    people = Account.objects.filter(unit_id=actor.unit_id, is_active=True).order_by("login_name")
    for act in steps:
        able = [who.display_name for who in people if act.may_be_done_by(actor_of(who), one)]
        if able:
            return f"下一步“{act.title}”由本单位 {'、'.join(able)} 办理"
    return ""


def _open_acts(one: Round) -> list[RoundAct]:
    """Return what can be done where a round stands, by whomever it is for."""
    found = [act for act in ACTS.values() if act.is_open(one)]
    if one.state == States.LEAD_CHECK and not _is_ready(one):
        found = [act for act in found if act.verb != "dispatch"]
    if one.state == States.COLLATING and one.divergences.filter(settled_on__isnull=True).exists():
        found = [act for act in found if act.verb != "issue"]
    if one.state == States.COLLATING and not _differs(one):
        found = [act for act in found if act.verb != "find_divergence"]
    if one.state == States.ADJUSTING and one.advice.filter(handled_on__isnull=True).exists():
        found = [act for act in found if act.verb != "initiate_again"]
    if one.state == States.IN_RECONCILIATION and one.divergences.filter(settled_on__isnull=True):
        found = [act for act in found if act.verb != "settle"]
    return found


def why_not(one: Round) -> str:
    """Say why the step that people would look for is not there yet; empty where it is."""
    if one.state == States.LEAD_CHECK and not _is_ready(one):
        missing = [
            ("两项规划核对", one.land_use_conforms is None or one.urban_rural_conforms is None),
            ("修正红线与正式核对", one.footprint_id is None),
        ]
        return "发函之前还缺：" + "、".join(name for name, lacks in missing if lacks)
    if one.state == States.ADJUSTING:
        count = one.advice.filter(handled_on__isnull=True).count()
        return f"还有 {count} 条融合建议没有落实，暂不能再次发起" if count else ""
    if one.state == States.DISPATCHED:
        return "各单位答复齐备或期限届满后自动转入汇总，此前不能出具综合意见"
    if one.state == States.IN_RECONCILIATION:
        count = one.divergences.filter(settled_on__isnull=True).count()
        return f"还有 {count} 项分歧没有协调结果，暂不能出具综合意见" if count else ""
    return ""


def _is_ready(one: Round) -> bool:
    checked = one.land_use_conforms is not None and one.urban_rural_conforms is not None
    return checked and one.footprint_id is not None


def _differs(one: Round) -> bool:
    known = set(one.divergences.values_list("task__unit__key", flat=True))
    return any(key not in known for key in divergences(opinions_of(one)))
