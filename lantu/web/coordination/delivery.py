"""What the page of a task says of its letter: how it went, and what may be done about it."""

from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import may
from lantu.foundations.deliveries.models import Message
from lantu.foundations.people.models import Channel
from lantu.law.coordination.flow import Task as TaskStates
from lantu.systems.coordination.models import Task
from lantu.systems.coordination.queries import papers


def letter_of(task: Task, actor: Actor, *, is_open_to: bool) -> dict[str, Any]:
    """Return what the task page says of a letter: every attempt, and what may be done.

    Args:
        task: whose letter.
        actor: who looks.
        is_open_to: whether they see the attempts; the doors show themselves by permission.
    """
    message = task.message
    if message is None or not is_open_to:
        return {}
    attempts = message.attempts.select_related("person").order_by("at", "way", "address")
    return {
        "letter": message,
        "letter_document": papers.letter_of(task),
        "attempts": list(attempts),
        "doors": _doors(task, message, actor),
    }


def _doors(task: Task, message: Message, actor: Actor) -> list[tuple[str, str]]:
    """Return what a person may do about a letter: the address's name, and its words."""
    found = []
    # Between the proof and the start of the clock lies a moment: nobody registers it twice.
    if task.state == TaskStates.UNDELIVERED and message.delivered_at is None:
        if may(actor, "deliveries.message.serve_paper", message):
            found.append(("serve_letter", "登记纸质送达"))
        if task.unit.channel != Channel.PAPER and may(
            actor, "deliveries.message.log_call", message
        ):
            found.append(("log_call", "登记电话送达"))
    if task.state in (TaskStates.SENT, TaskStates.SUB_CONSULTING) and may(
        actor, "coordination.task.report_lost", task
    ):
        found.append(("report_lost", "报告送达丢失"))
    return found
