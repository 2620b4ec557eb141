"""Who may check formally: those who take part in the project, and its own unit."""

from lantu.foundations.acts.policy import is_system, permission
from lantu.foundations.projects.policy import is_of_initiating_unit, is_participant

permission("blueprint.check.record", is_system | is_participant | is_of_initiating_unit)
