"""What a business table is: written in acts only, told by the journal, never deleted."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q

from lantu.law.flow import Flow, State


class Record(models.Model):
    """A business table: random key, all fields journalled but those named in `unjournalled`."""

    is_journalled: ClassVar[bool] = True
    unjournalled: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def delete(self, *_: Any, **__: Any) -> Any:
        """Refuse: nothing is deleted; withdrawn is a state, and erasure is an act."""
        raise TypeError(f"{self._meta.label} 的记录不删除；撤回是一种状态")


class StateField(models.CharField):  # type: ignore[type-arg]
    """The state of a record in a flow. Only `Act.take` assigns it."""

    def __init__(self, flow: Flow | None = None, **options: Any) -> None:
        self.flow = flow
        options.setdefault("max_length", 60)
        options["editable"] = False
        super().__init__(**options)


def states_only(field: str, flow: Flow) -> CheckConstraint:
    """Return the constraint that holds a field to the states of its flow."""
    states = sorted(str(state) for state in flow.states)
    name = f"{flow.name.split('.')[0]}_{flow.name.rsplit('.', 1)[-1]}_states".lower()[:30]
    return CheckConstraint(condition=Q(**{f"{field}__in": states}), name=name)


def state_of(record: models.Model, flow: Flow) -> State | None:
    """Return where a record stands in a flow; None before it began."""
    value = getattr(record, state_field(record, flow).attname)
    return next((state for state in flow.states if str(state) == value), None)


def state_field(record: models.Model, flow: Flow) -> StateField:
    """Return the field of a record that holds its state in a flow.

    Raises:
        LookupError: the record has no part in the flow.
    """
    for field in record._meta.concrete_fields:
        if isinstance(field, StateField) and field.flow is not None and field.flow is flow:
            return field
    raise LookupError(f"{record._meta.label} 不按 {flow.name} 流转")
