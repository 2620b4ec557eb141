"""The gate: an action opens an act, the act writes, and its journal entries come last.

An action is a function whose first argument is its act. Whoever calls it gives a request instead,
which opens the outermost transaction; another action gives its own act, and joins.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction

from lantu.foundations.acts import receipts
from lantu.foundations.acts.actor import Actor, ActorKind
from lantu.foundations.acts.clock import now, system_now
from lantu.foundations.acts.guard import writing
from lantu.foundations.acts.policy import Denied, may
from lantu.foundations.acts.record import Record, StateField, state_field, state_of
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.journal.append import Draft, append
from lantu.foundations.journal.events import Event, facts_of
from lantu.foundations.journal.replay import values_of
from lantu.law import flow as law_flow
from lantu.law.clock import day_of
from lantu.law.edition import Edition

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=Record)

# A person's request that is older is refused: nothing lapses before a grace of 120 seconds after a
# limit, so that an answer stamped in time is never overtaken by the record of its silence.
OLDEST_REQUEST = timedelta(seconds=100)


class ActFault(Code):
    """Why an act is refused."""

    MISSING = "act.missing"
    IN_THE_FUTURE = "act.in_the_future"
    STALE = "act.stale"
    KEY_USED_OTHERWISE = "act.key_used_otherwise"


class Missing(Refused):
    """There is no such record, or it is not yours: both are said alike."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, when the request came in (now, when None), and the key that makes it act once."""

    actor: Actor
    at: datetime | None = None
    key: str | None = None


@dataclass
class Act:
    """One transaction: what it writes, and the entries that say so."""

    actor: Actor
    verb: str
    at: datetime
    _drafts: list[Draft] = field(default_factory=list)
    _changes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _was_asked: bool = False
    _is_abandoned: bool = False
    _depth: int = 0
    _law: str | None = None

    @property
    def today(self) -> date:
        """The day of the act in Zhengzhou."""
        return day_of(self.at)

    def get(self, model: type[Row], key: UUID, *, lock: bool = True) -> Row:
        """Load a record, locked until the act ends.

        Raises:
            Missing: there is none.
        """
        rows = model._default_manager
        found = (rows.select_for_update() if lock else rows.all()).filter(pk=key).first()
        if found is None:
            raise Missing(ActFault.MISSING, noun=str(model._meta.verbose_name))
        return found

    def require(self, subject: Any = None, verb: str | None = None) -> None:
        """Ask whether the actor may do this. An action that joins was allowed with the whole.

        Raises:
            Denied: it may not.
        """
        if self._depth:
            return
        self._was_asked = True
        if not may(self.actor, verb or self.verb, subject):
            raise Denied(self.actor, verb or self.verb)

    def judged_by(self, edition: Edition) -> None:
        """Name the edition of the law by which the act judges; its entries carry the digest."""
        self._law = edition.digest

    def create(self, record: Row) -> Row:
        """Write a new record. One with a state is begun with `take` instead."""
        if any(isinstance(part, StateField) for part in record._meta.concrete_fields):
            raise TypeError(f"{record._meta.label} 有状态，应以 take 开始")
        return self._insert(record)

    def lock_or_create(self, rows: models.QuerySet[Row], fresh: Row) -> Row:
        """Lock the one record that a query finds, or create it; of two acts at once one does."""
        found = rows.select_for_update().first()
        if found is not None:
            return found
        try:
            with transaction.atomic():
                return self.create(fresh)
        except IntegrityError:
            return rows.select_for_update().get()

    def save(self, record: Record, *names: str) -> None:
        """Write some fields of a record, and tell them to the journal. Never a state."""
        if not names:
            raise TypeError("请列出要保存的字段")
        held = [n for n in names if isinstance(record._meta.get_field(n), StateField)]
        if held:
            raise TypeError(f"{held[0]} 是状态，只有 take 能改")
        self._update(record, names)

    def take(
        self,
        flow: law_flow.Flow,
        verb: str,
        record: Row,
        *,
        capacity: law_flow.Capacity,
        target: law_flow.State | None = None,
    ) -> law_flow.Step:
        """Take a step of a flow: the only assigner of a state. Without a source it creates.

        Raises:
            Refused: the flow has no such step from here, or another capacity has to take it.
        """
        state = None if record._state.adding else state_of(record, flow)
        step = law_flow.take(flow, verb, state, capacity, target)
        held = state_field(record, flow)
        setattr(record, held.attname, str(step.target))
        if record._state.adding:
            self._insert(record)
        else:
            self._update(record, (held.name,))
        return step

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Let another action be a part of this one."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def record(self, news: Event, about: Sequence[models.Model] = ()) -> None:
        """Say what happened: one entry of the journal, about these records."""
        subjects = [(one._meta.db_table, one.pk) for one in about]
        draft = Draft(
            news.event_name, self.actor.plain(), self.at, subjects, facts_of(news), [], self._law
        )
        self._drafts.append(draft)

    def abandon(self) -> None:
        """There turned out to be nothing to do: nothing is written, nothing is said."""
        self._is_abandoned = not self._depth

    def finish(self) -> int | None:
        """Write the entries, as the act's last statements; return the sequence of the last one.

        Raises:
            RuntimeError: the act asked for no permission, or says nothing of what it wrote.
        """
        if not self._was_asked:
            raise RuntimeError(f"{self.verb} 没有问过权限")
        if self._is_abandoned and not self._changes and not self._drafts:
            return None
        if not self._drafts:
            raise RuntimeError(f"{self.verb} 没有记入日志的事件")
        changes = [(table, key, told) for (table, key), told in self._changes.items()]
        # A row edited in this act belongs to what its first entry says was done.
        drafts = [self._with_changes(self._drafts[0], changes), *self._drafts[1:]]
        return append(drafts)

    def _with_changes(self, draft: Draft, changes: list[tuple[str, str, dict[str, Any]]]) -> Draft:
        named = [(table, UUID(key)) for table, key, _ in changes]
        about = list(dict.fromkeys([*draft.about, *named]))
        return Draft(
            draft.event, draft.actor, draft.at, about, draft.facts, changes, draft.law or self._law
        )

    def _insert(self, record: Row) -> Row:
        record.save(force_insert=True)
        self._told(record).update(values_of(record))
        return record

    def _update(self, record: Record, names: Sequence[str]) -> None:
        record.save(update_fields=list(names))
        self._told(record).update(values_of(record, frozenset(names)))

    def _told(self, record: Record) -> dict[str, Any]:
        return self._changes.setdefault((record._meta.db_table, str(record.pk)), {})


def action(
    verb: str,
) -> Callable[
    [Callable[Concatenate[Act, Parameters], Result]],
    Callable[Concatenate[Request | Act, Parameters], Result],
]:
    """Make a function an action: a request opens its act, an act is joined.

    Args:
        verb: what it does, as `system.noun.verb`; the name of its permission.
    """

    def mark(
        function: Callable[Concatenate[Act, Parameters], Result],
    ) -> Callable[Concatenate[Request | Act, Parameters], Result]:
        @wraps(function)
        def act_or_join(
            by: Request | Act, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> Result:
            if isinstance(by, Act):
                with by.joined():
                    return function(by, *args, **kwargs)
            return _acted(by, verb, lambda act: function(act, *args, **kwargs))

        return cast("Callable[Concatenate[Request | Act, Parameters], Result]", act_or_join)

    return mark


def _acted(request: Request, verb: str, function: Callable[[Act], Result]) -> Result:
    """Run an action in a transaction of its own; a key that was used gives the first result."""
    if request.key is not None:
        receipt = receipts.find(request.key)
        if receipt is not None:
            return cast("Result", _first_result(receipt, request, verb))
    # The moment is that of the request; waiting for the database makes nobody late.
    at = _moment(request)
    try:
        with transaction.atomic(durable=True), writing():
            act = Act(request.actor, verb, at)
            if request.key is not None:
                receipts.claim(request.key, verb, request.actor)
            result = function(act)
            sequence = act.finish()
            if request.key is not None:
                receipts.keep(request.key, result, sequence)
            return result
    except receipts.Claimed:
        first = _first_result(receipts.require(str(request.key)), request, verb)
        return cast("Result", first)


def _first_result(receipt: receipts.Found, request: Request, verb: str) -> Any:
    """Return what a key first gave; another actor or verb may not use it."""
    if receipt.verb != verb or receipt.actor != request.actor.plain():
        raise Refused(ActFault.KEY_USED_OTHERWISE)
    return receipt.result


def _moment(request: Request) -> datetime:
    at = now() if request.at is None else request.at
    present = now()
    if at > max(system_now(), present):
        raise Refused(ActFault.IN_THE_FUTURE)
    if request.actor.kind is ActorKind.ACCOUNT and present - at > OLDEST_REQUEST:
        raise Refused(ActFault.STALE)
    return at


def in_act() -> bool:
    """Return whether an act is open on this connection."""
    return bool(getattr(connection, "lantu_writing", False))
