"""The mark of a rule: which article it reads, which rows it decides, which doubts it settles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lantu.law.citation import Citation

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule of the law. `name` is its module below `lantu.law` and its function."""

    name: str
    citation: Citation
    rows: tuple[str, ...]
    doubts: tuple[str, ...]
    parameters: tuple[str, ...]
    demand: str


_RULES: dict[str, Rule] = {}


def rule(
    citation: str, *rows: str, doubts: tuple[str, ...] = (), parameters: tuple[str, ...] = ()
) -> Callable[[Function], Function]:
    """Mark a function as a rule of the law.

    Args:
        citation: the article, written as `D1 三(一)1`.
        rows: the rows of the catalogue of requirements that the rule decides.
        doubts: the doubts (AMB-nn) whose reading it follows; its docstring names them too.
        parameters: the names of the numbers it uses.
    """

    def mark(function: Function) -> Function:
        name = f"{function.__module__.removeprefix('lantu.law.')}.{function.__name__}"
        demand = (function.__doc__ or "").strip().splitlines()[0]
        _RULES[name] = Rule(name, Citation.parse(citation), rows, doubts, parameters, demand)
        return function

    return mark


def rules() -> tuple[Rule, ...]:
    """Return every rule whose module has been imported, by name."""
    return tuple(_RULES[name] for name in sorted(_RULES))
