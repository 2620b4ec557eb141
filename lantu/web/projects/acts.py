"""What may be done with a project file itself: its code, its name, and that it is another one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.projects import actions
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.systems.coordination.queries.visibility import visible_projects
from lantu.web.coordination.forms import ActForm


class CodeForm(ActForm):
    """The code that all systems share."""

    code = forms.CharField(
        label="项目代码", max_length=30,
        help_text="投资项目在线审批监管平台赋予的代码，照原样填写；不合两种已知格式的也可以登记，平台会提示。",
    )  # fmt: skip


class NameForm(ActForm):
    """The name that a project has from now on."""

    name = forms.CharField(
        label="新名称", max_length=200, help_text="原名称作为曾用名留存，仍可查到。"
    )


class MergeForm(ActForm):
    """The project that this one is in truth."""

    into = forms.ModelChoiceField(
        label="并入哪个项目", queryset=Project.objects.none(),
        help_text="本项目的档案留存，今后打开它会转到所选的项目。",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the other projects that the person's unit sees."""
        project, unit = self.subject
        seen = visible_projects(unit, day_of(now())).exclude(id=project.id).order_by("name")
        into: Any = self.fields["into"]
        into.queryset = seen
        into.label_from_instance = _name_of


def _name_of(project: Project) -> str:
    return f"{project.name}（{project.code or project.reserve_number}）"


@dataclass(frozen=True, slots=True)
class ProjectAct:
    """An act on a project file; its permission is named as the verb, below `projects.project.`."""

    verb: str
    title: str
    explains: str
    form: type[ActForm]
    run: Callable[[Request, Project, Any], object]
    is_bad: bool = False

    def is_for(self, actor: Actor, project: Project) -> bool:
        """Return whether the act is open to a person."""
        return may(actor, f"projects.project.{self.verb}", project)


def _give_code(by: Request, project: Project, form: CodeForm) -> object:
    return actions.give_code(by, project_id=project.id, code=form.cleaned_data["code"])


def _rename(by: Request, project: Project, form: NameForm) -> object:
    return actions.rename_project(by, project_id=project.id, name=form.cleaned_data["name"])


def _merge(by: Request, project: Project, form: MergeForm) -> object:
    into = form.cleaned_data["into"]
    return actions.merge_project(by, project_id=project.id, into_id=into.id)


ACTS = {
    act.verb: act
    for act in (
        ProjectAct(
            "give_code", "登记项目代码", "各系统凭同一个代码办理；一个代码只属于一个项目。",
            CodeForm, _give_code,
        ),
        ProjectAct(
            "rename", "项目更名", "名称变更后，已签发的文书仍是签发时的名称。", NameForm, _rename
        ),
        ProjectAct(
            "merge", "并入另一项目", "同一个项目登记了两次时使用；并入后不能自行撤销。",
            MergeForm, _merge, is_bad=True,
        ),
    )
}  # fmt: skip


def acts_for(actor: Actor, project: Project) -> list[ProjectAct]:
    """Return what a person may do with a project file."""
    return [act for act in ACTS.values() if act.is_for(actor, project)]
