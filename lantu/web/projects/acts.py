"""What may be done with a project file, as a table: permission, form, and what is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.projects import actions
from lantu.foundations.projects.models import Project
from lantu.law.coordination.flow import Reserve
from lantu.web.coordination.forms import SureForm
from lantu.web.projects import forms

Done = Callable[[Request, Project, Any], object]


@dataclass(frozen=True, slots=True)
class ProjectAct:
    """An act on a project file; `permission` is named below `projects.project.`."""

    verb: str
    title: str
    explains: str
    permission: str
    form: type[SureForm]
    run: Done
    tone: str = "plain"
    waits_for_round: bool = False

    def is_for(self, actor: Actor, project: Project) -> bool:
        """Return whether the act is open to this person, and open where the project stands."""
        entry = getattr(project, "reserveentry", None)
        if self.waits_for_round and entry is not None and entry.state == Reserve.IN_COORDINATION:
            return False
        return may(actor, f"projects.project.{self.permission}", project)


def _code(by: Request, project: Project, form: forms.CodeForm) -> object:
    return actions.give_code(by, project_id=project.id, code=form.cleaned_data["code"])


def _rename(by: Request, project: Project, form: forms.RenameForm) -> object:
    return actions.rename_project(by, project_id=project.id, name=form.cleaned_data["name"])


def _initiator(by: Request, project: Project, form: forms.InitiatorForm) -> object:
    unit = form.cleaned_data["unit"]
    return actions.describe_project(by, project_id=project.id, initiating_unit=unit)


def _merge(by: Request, project: Project, form: forms.MergeForm) -> object:
    assert form.into is not None
    return actions.merge_project(by, project_id=project.id, into_id=form.into.id)


ACTS = {
    act.verb: act
    for act in (
        ProjectAct("give_code", "登记项目代码", "投资在线平台给的代码，各系统按它认项目。",
                   "give_code", forms.CodeForm, _code),
        ProjectAct("rename", "更名", "项目换了名称的，在这里更名；编号、红线和办理经过不变。",
                   "rename", forms.RenameForm, _rename),
        ProjectAct("initiator", "变更发起单位", "正在空间协同的，等这一轮办结后再变更。",
                   "describe", forms.InitiatorForm, _initiator, waits_for_round=True),
        # What runs in a round would be lost from sight with the file that it belongs to.
        ProjectAct("merge", "并入另一个项目", "同一个项目登记了两次的，把多出的这一个并入另一个；"
                   "两份档案都留存，以后打开这一个就转到另一个。正在空间协同的不能并入。",
                   "merge", forms.MergeForm, _merge, tone="bad", waits_for_round=True),
    )
}  # fmt: skip


def acts_for(actor: Actor, project: Project) -> list[ProjectAct]:
    """Return what a person may do with a project file now."""
    return [act for act in ACTS.values() if act.is_for(actor, project)]
