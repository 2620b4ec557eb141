"""Every action on a round first settles it, so that what has run out is never acted upon."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db.models import Model

from lantu.foundations.acts.gate import Act, Request, action
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination.models import (
    Answer,
    Divergence,
    MaterialRequest,
    Override,
    Round,
    Task,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Which argument names the record that leads to the round, and how.
LEADS: Mapping[str, Callable[[UUID], UUID | None]] = {
    "round_id": lambda key: key,
    "task_id": lambda key: _first(Task, key, "round_id"),
    "answer_id": lambda key: _first(Answer, key, "task__round_id"),
    "divergence_id": lambda key: _first(Divergence, key, "round_id"),
    "request_id": lambda key: _first(MaterialRequest, key, "task__round_id"),
    "override_id": lambda key: _first(Override, key, "task__round_id"),
}


def round_action(
    verb: str,
) -> Callable[
    [Callable[Concatenate[Act, Parameters], Result]],
    Callable[Concatenate[Request | Act, Parameters], Result],
]:
    """Make a function an action on a round: what has run out is settled in acts of its own first.

    Args:
        verb: the name of its permission, below `coordination`.
    """

    def mark(
        function: Callable[Concatenate[Act, Parameters], Result],
    ) -> Callable[Concatenate[Request | Act, Parameters], Result]:
        @wraps(function)
        def lock_first(act: Act, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            lock_rounds(_rounds(kwargs))
            return function(act, *args, **kwargs)

        acted = action(f"coordination.{verb}")(lock_first)

        @wraps(function)
        def settle_first(
            by: Request | Act, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> Result:
            if isinstance(by, Request):
                for round_id in _rounds(kwargs):
                    settle(round_id)
            return acted(by, *args, **kwargs)

        return cast("Callable[Concatenate[Request | Act, Parameters], Result]", settle_first)

    return mark


def lock_rounds(round_ids: Sequence[UUID]) -> None:
    """Lock rounds, before anything of theirs: so acts wait for one another, never in a circle."""
    list(Round.objects.select_for_update().filter(id__in=round_ids).order_by("id").values("id"))


def _rounds(arguments: Mapping[str, Any]) -> list[UUID]:
    found = [lead(arguments[name]) for name, lead in LEADS.items() if name in arguments]
    found += [_first(Task, key, "round_id") for key in arguments.get("task_ids", ())]
    return [key for key in found if key is not None]


def _first(model: type[Model], key: UUID, path: str) -> UUID | None:
    found = model._default_manager.filter(pk=key).values_list(path, flat=True)
    return cast("UUID | None", found.first())
