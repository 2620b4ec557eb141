"""Who may check formally."""

from lantu.foundations.acts.policy import is_account, is_system, permission

permission("blueprint.check.record", is_system | is_account)
