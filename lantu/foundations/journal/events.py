"""The kinds of news there are. A name is registered once, with its shape, and never reused."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar, TypeVar, get_type_hints
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Subclasses are dataclasses of plain facts, marked with `event`."""

    event_name: ClassVar[str]


Kind = TypeVar("Kind", bound=type[Event])

_EVENTS: dict[str, type[Event]] = {}
_READERS: dict[Any, Callable[[Any], Any]] = {
    UUID: UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def event(name: str) -> Callable[[Kind], Kind]:
    """Register an event under a name such as `people.account.created/1`.

    Raises:
        ValueError: the name is taken; a changed shape is a new version.
    """

    def mark(kind: Kind) -> Kind:
        if name in _EVENTS and _EVENTS[name].__qualname__ != kind.__qualname__:
            raise ValueError(f"事件 {name} 已经登记")
        kind.event_name = name
        _EVENTS[name] = kind
        return kind

    return mark


def events() -> dict[str, type[Event]]:
    """Return every registered event by name."""
    return dict(sorted(_EVENTS.items()))


def facts_of(news: Event) -> dict[str, Any]:
    """Return the facts of an event as plain JSON values."""
    return {name: plain(value) for name, value in asdict(news).items()}


def read(name: str, facts: dict[str, Any]) -> Event:
    """Return the event that an entry's name and facts describe.

    Raises:
        KeyError: no such event is registered.
    """
    kind = _EVENTS[name]
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: _READERS.get(_bare(hints[field.name]), _same)(facts[field.name])
            if facts[field.name] is not None
            else None
            for field in fields(kind)
        }
    )


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: identifiers, days and moments as text, lists as lists."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    return value


def moment(at: datetime) -> str:
    """Return a moment as fixed-width text in UTC, so that texts sort as moments do.

    Raises:
        ValueError: the moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("时刻缺少时区")
    told = at.astimezone(UTC).replace(tzinfo=None)
    return told.isoformat(timespec="microseconds") + "Z"


def _bare(hint: Any) -> Any:
    """Return the type behind `X | None`."""
    parts = [part for part in getattr(hint, "__args__", ()) if part is not type(None)]
    return parts[0] if len(parts) == 1 and type(None) in hint.__args__ else hint


def _same(value: Any) -> Any:
    return value
