"""What may be done with a project of the reserve, as a table: by flow, by policy, with a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.queries import holds_anywhere
from lantu.foundations.projects.models import Project
from lantu.foundations.projects.queries import standing_footprint
from lantu.law.coordination.flow import Reserve as States
from lantu.systems.coordination.actions import intake, reserve
from lantu.systems.coordination.models import ReserveEntry
from lantu.web.reserve import forms

Done = Callable[[Request, Project, Any], object]


@dataclass(frozen=True, slots=True)
class ReserveAct:
    """An act on a project of the reserve.

    `permission` is named below `coordination.`; `at` lists where a project has to stand, the empty
    state being a project that has a red line and is not in the reserve yet; `post` narrows it to
    holders of one entitlement, where one permission covers two ways to do it.
    """

    verb: str
    title: str
    explains: str
    permission: str
    at: tuple[str, ...]
    form: type[forms.ActForm]
    run: Done
    tone: str = "primary"
    post: str = ""

    def is_for(self, actor: Actor, project: Project) -> bool:
        """Return whether the act is open where the project stands, and open to this person."""
        entry = entry_of(project)
        where = entry.state if entry is not None else ""
        if where not in self.at or (entry is None and standing_footprint(project.id) is None):
            return False
        if self.post and not holds_anywhere(actor, self.post):
            return False
        return may(actor, f"coordination.{self.permission}", entry or project)


def entry_of(project: Project) -> ReserveEntry | None:
    """Return the entry of a project in the reserve, or None before it entered."""
    return ReserveEntry.objects.filter(project=project).select_related("project", "sketch").first()


def _entry_id(project: Project) -> Any:
    return ReserveEntry.objects.values_list("id", flat=True).get(project=project)


def _enter(by: Request, project: Project, form: forms.EnterForm) -> object:
    line = standing_footprint(project.id)
    assert line is not None
    use = form.cleaned_data["intended_use"]
    return reserve.enter_reserve(by, project_id=project.id, intended_use=use, sketch_id=line.id)


def _judge_mature(by: Request, project: Project, form: forms.MatureForm) -> object:
    ground = form.cleaned_data["ground"]
    return reserve.judge_mature(by, entry_id=_entry_id(project), ground=ground)


def _push(by: Request, project: Project, form: forms.PushForm) -> object:
    lead = form.cleaned_data["lead"]
    return intake.receive(
        by, entry_id=_entry_id(project), lead_id=lead.id, channel="push", level=form.level
    )


def _register_letter(by: Request, project: Project, form: forms.LetterForm) -> object:
    given = form.cleaned_data
    return intake.receive(
        by,
        entry_id=_entry_id(project),
        lead_id=given["lead"].id,
        channel="letter",
        received_on=given["received_on"],
        letter_number=given["letter_number"],
        level=form.level,
    )


def _withdraw(by: Request, project: Project, form: forms.ReasonForm) -> object:
    reason = form.cleaned_data["reason"]
    return reserve.withdraw_entry(by, entry_id=_entry_id(project), reason=reason)


def _open_approval(by: Request, project: Project, _: forms.ActForm) -> object:
    return reserve.open_approval(by, entry_id=_entry_id(project))


ACTS = {
    act.verb: act
    for act in (
        ReserveAct(
            "enter",
            "入库",
            "红线已报，写明拟定用途即进入储备库。",
            "reserve.enter",
            ("",),
            forms.EnterForm,
            _enter,
        ),
        ReserveAct(
            "judge_mature",
            "认定成熟",
            "写明依据；成熟的项目可以推送牵头单位开展空间协同。",
            "reserve.judge_mature",
            (States.IN_RESERVE,),
            forms.MatureForm,
            _judge_mature,
        ),
        ReserveAct(
            "push",
            "推送空间协同",
            "推送当日起算，牵头单位 10 个工作日内核对、修正红线并发函。",
            "round.receive",
            (States.MATURE,),
            forms.PushForm,
            _push,
            post=Entitlement.CLERK,
        ),
        ReserveAct(
            "register_letter",
            "登记来函",
            "以公文来函提出的，由牵头单位收发登记；自收到日起算。",
            "round.receive",
            (States.MATURE,),
            forms.LetterForm,
            _register_letter,
            post=Entitlement.REGISTRAR,
        ),
        ReserveAct(
            "open_approval",
            "转入审批",
            "已生成的项目转入立项审批。",
            "reserve.open_approval",
            (States.GENERATED,),
            forms.Nothing,
            _open_approval,
        ),
        ReserveAct(
            "withdraw",
            "撤回",
            "撤回后项目不再推送，原因留存。",
            "reserve.withdraw",
            (States.IN_RESERVE, States.MATURE),
            forms.ReasonForm,
            _withdraw,
            tone="bad",
        ),
    )
}


def acts_for(actor: Actor, project: Project) -> list[ReserveAct]:
    """Return what a person may do with a project now."""
    return [act for act in ACTS.values() if act.is_for(actor, project)]


WAITS_FOR = {
    States.IN_RESERVE: "待发展改革部门认定成熟",
    States.MATURE: "待发展改革部门推送，或由牵头单位登记来函",
    States.IN_COORDINATION: "正在空间协同，结果在协同轮次中查看",
    States.GENERATED: "项目已生成，待发展改革部门转入立项审批",
    States.IN_APPROVAL: "已转入立项审批",
    States.WITHDRAWN: "已撤回，不再推送",
}


def waits_for(project: Project, entry: ReserveEntry | None) -> str:
    """Say in a line what a project waits for, for those who look for a button."""
    if entry is not None:
        return WAITS_FOR[States(entry.state)]
    if standing_footprint(project.id) is None:
        return "还没有意向红线，报送红线之后才能入库"
    return "红线已报，待发起单位写明拟定用途、办理入库"
