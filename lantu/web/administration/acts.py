"""What administrators do with a unit, as a table: permission, form, and what is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.people import actions
from lantu.foundations.people.models import Standing, Unit
from lantu.web.administration import boundary_forms, forms, unit_forms
from lantu.web.coordination.forms import ActForm

Done = Callable[[Request, Unit, dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class UnitAct:
    """An act on a unit; `permission` is named below `people.`, `suits` tells for which."""

    verb: str
    title: str
    explains: str
    permission: str
    form: type[ActForm]
    run: Done
    tone: str = "plain"
    suits: Callable[[Unit], object] = bool

    def is_for(self, actor: Actor, unit: Unit) -> bool:
        """Return whether the act is open to this person."""
        return bool(self.suits(unit)) and may(actor, f"people.{self.permission}", unit)


def _contact(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.confirm_contact(by, unit_id=unit.id, **given)


def _account(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.create_account(by, unit_id=unit.id, **given)


def _password(by: Request, _: Unit, given: dict[str, Any]) -> object:
    return actions.set_password(by, account_id=given["account"].id, password=given["password"])


def _close(by: Request, _: Unit, given: dict[str, Any]) -> object:
    return actions.close_account(by, account_id=given["account"].id, reason=given["reason"])


def _post(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.create_post(by, unit_id=unit.id, **given)


def _fill(by: Request, _: Unit, given: dict[str, Any]) -> object:
    return actions.fill_post(
        by,
        post_id=given["post"].id,
        account_id=given["account"].id,
        from_on=given["from_on"],
    )


def _vacate(by: Request, _: Unit, given: dict[str, Any]) -> object:
    return actions.vacate_post(by, holding_id=given["holding"].id, until_on=given["until_on"])


def _leave(by: Request, _: Unit, given: dict[str, Any]) -> object:
    return actions.record_leave(
        by,
        absent_id=given["absent"].id,
        deputy_id=given["deputy"].id,
        from_on=given["from_on"],
        until_on=given["until_on"],
        ground=given["ground"],
    )


def _chain(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.set_signing_chain(by, unit_id=unit.id, steps=given["steps"])


def _describe(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.describe_unit(by, unit_id=unit.id, **given)


def _boundary(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.describe_unit(
        by, unit_id=unit.id, boundary=given["geometry"].wkb, boundary_crs=given["crs"]
    )


def _is_county(unit: Unit) -> bool:
    return unit.standing == Standing.COUNTY


def _move(by: Request, unit: Unit, given: dict[str, Any]) -> object:
    return actions.move_responsibility(by, unit_id=unit.id, **given)


ACTS = {
    act.verb: act
    for act in (
        UnitAct("contact", "核实联络人", "填写并确认今天有效的联络人；协同函的第二通道用它送达。",
                "contact.confirm", forms.ContactForm, _contact, "primary"),
        UnitAct("leave", "登记请假与代理", "代理期间，代理人可办请假人所有岗位的事。",
                "leave.record", forms.LeaveForm, _leave),
        UnitAct("fill", "安排任职", "权限随岗位走：谁任职谁办理。",
                "post.fill", forms.FillForm, _fill),
        UnitAct("vacate", "结束任职", "在办事项留在岗位上，由继任者接着办。",
                "post.vacate", forms.VacateForm, _vacate),
        UnitAct("post", "设置岗位", "一个岗位可以有几项权限。",
                "post.create", forms.PostForm, _post),
        UnitAct("account", "开设账号", "账号本身没有权限，任职之后才能办理。",
                "account.create", forms.AccountForm, _account),
        UnitAct("password", "重设口令", "日志只记重设过，不记口令。",
                "account.set_password", forms.PasswordForm, _password),
        UnitAct("chain", "设置签发环节", "本单位答复从收文到签发的步骤。",
                "unit.set_chain", forms.ChainForm, _chain),
        UnitAct("move", "划入职能", "自这一天起由本单位承担，无需另行发文。",
                "responsibility.move", forms.MoveForm, _move),
        UnitAct("describe", "修改单位信息", "名称、别名、送达方式和反馈方式；代码和类别不能改。",
                "unit.describe", unit_forms.DescribeForm, _describe),
        UnitAct("reach", "设置全市性岗位", "督办、平台管理、联席会议办公室等岗位，只能设在《通知》"
                "指定的单位。", "post.reach_beyond", unit_forms.ReachForm, _post,
                suits=unit_forms.seated),
        UnitAct("boundary", "录入辖区范围", "只能录入范围以内的红线；新范围自录入起生效。",
                "unit.describe", boundary_forms.BoundaryForm, _boundary, suits=_is_county),
        UnitAct("close", "停用账号", "有在办事项的单位，最后一个能签发的账号不能停用。",
                "account.close", forms.CloseForm, _close, "bad"),
    )
}  # fmt: skip


def acts_for(actor: Actor, unit: Unit) -> list[UnitAct]:
    """Return what a person may do with a unit."""
    return [act for act in ACTS.values() if act.is_for(actor, unit)]
