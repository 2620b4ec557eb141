"""A state machine as a table: step, from, to, by which capacity, on what basis."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lantu.law.citation import Citation
from lantu.law.wording import Code, Refused, sentence


class State(Code):
    """A state of some flow, with its Chinese name in wording.yaml."""


class Guard(Code):
    """A condition of a step that whoever takes it has to show."""


class Capacity(StrEnum):
    """In which capacity a step is taken."""

    LEAD = "牵头部门"
    SENDER = "推送部门"
    INITIATING_UNIT = "项目发起单位"
    PARTICIPANT = "参与单位"
    SUPERVISOR = "督办单位"
    SYSTEM = "系统"
    CLOCK = "时钟"


class FlowFault(Code):
    """Why a step cannot be taken."""

    NOT_ALLOWED = "flow.not_allowed"
    SEVERAL_TARGETS = "flow.several_targets"
    WRONG_CAPACITY = "flow.wrong_capacity"


@dataclass(frozen=True, slots=True)
class Step:
    """One transition. Without a source it begins the flow; `clock` names the limit it starts.

    `doubt` names the reading behind a step that the notice does not print.
    """

    verb: str
    source: State | None
    target: State
    capacity: Capacity
    basis: Citation
    guards: tuple[Guard, ...] = ()
    clock: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A named state machine."""

    name: str
    title: str
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[State, ...]:
        """Every state, in the order of the table."""
        found: dict[State, None] = {}
        for step in self.steps:
            for state in (step.source, step.target):
                if state is not None:
                    found.setdefault(state)
        return tuple(found)

    @property
    def ends(self) -> frozenset[State]:
        """The states that are not left any more."""
        left = {step.source for step in self.steps if step.source is not step.target}
        return frozenset(state for state in self.states if state not in left)

    def steps_from(self, state: State | None) -> tuple[Step, ...]:
        """The steps that may be taken in a state; None asks for those that begin the flow."""
        return tuple(step for step in self.steps if step.source is state)


def take(
    flow: Flow, verb: str, state: State | None, capacity: Capacity, target: State | None = None
) -> Step:
    """Find the step that a verb means in a state.

    Args:
        flow: the state machine.
        verb: what is done.
        state: where the record stands; None before it exists.
        capacity: in which capacity it is done.
        target: where it leads, for a verb that leads to several states.

    Raises:
        Refused: the flow has no such step, or another capacity has to take it, or the target has
            to be named.
    """
    where = sentence(state, {}) if state else "开始之前"
    found = [
        step
        for step in flow.steps_from(state)
        if step.verb == verb and target in (None, step.target)
    ]
    if not found:
        allowed = "、".join(dict.fromkeys(step.verb for step in flow.steps_from(state))) or "无"
        raise Refused(FlowFault.NOT_ALLOWED, verb=verb, state=where, allowed=allowed)
    if len(found) > 1:
        targets = "、".join(sentence(step.target, {}) for step in found)
        raise Refused(FlowFault.SEVERAL_TARGETS, verb=verb, state=where, targets=targets)
    if found[0].capacity is not capacity:
        raise Refused(FlowFault.WRONG_CAPACITY, verb=verb, wanted=found[0].capacity, given=capacity)
    return found[0]


def faults(flow: Flow) -> tuple[str, ...]:
    """Name what is wrong with a table: steps that stand twice, states nothing leads to, no end."""
    keys = [(step.verb, step.source, step.target) for step in flow.steps]
    found = [f"{flow.name}: {key} 出现多次" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    reached = {step.target for step in flow.steps_from(None)}
    for _ in flow.states:
        reached |= {step.target for step in flow.steps if step.source in reached}
    found += [f"{flow.name}: 到不了 {state}" for state in flow.states if state not in reached]
    return (*found, *(() if flow.ends else (f"{flow.name}: 没有终点",)))


def mermaid(flow: Flow) -> str:
    """Draw a flow as a Mermaid state diagram with Chinese names."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{sentence(state, {})}" as {_name(state)}' for state in flow.states]
    for step in flow.steps:
        if step.source is not step.target:
            source = _name(step.source) if step.source else "[*]"
            lines.append(f"    {source} --> {_name(step.target)}: {step.verb}")
    lines += [f"    {_name(state)} --> [*]" for state in flow.states if state in flow.ends]
    return "\n".join(lines)


def document(flow: Flow) -> str:
    """Write a flow as a page: its diagram and its table. Made, never edited by hand."""
    rows = [
        "| "
        + " | ".join(
            (
                step.verb,
                sentence(step.source, {}) if step.source else "—",
                sentence(step.target, {}),
                step.capacity,
                "；".join(sentence(guard, {}) for guard in step.guards) or "—",
                step.clock or "—",
                f"{step.basis}{f' ({step.doubt})' if step.doubt else ''}",
            )
        )
        + " |"
        for step in flow.steps
    ]
    return "\n".join(
        [
            f"# {flow.title}",
            "",
            f"Made from the table `{flow.name}` by `lantu law --write docs`; do not edit.",
            "",
            "```mermaid",
            mermaid(flow),
            "```",
            "",
            "| step | from | to | by | condition | clock started | basis |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def spread(
    verb: str,
    sources: Sequence[State],
    target: State,
    capacity: Capacity,
    basis: Citation,
    guards: tuple[Guard, ...] = (),
    doubt: str | None = None,
) -> tuple[Step, ...]:
    """Make the same step from several states."""
    return tuple(
        Step(verb, source, target, capacity, basis, guards, doubt=doubt) for source in sources
    )


def _name(state: State) -> str:
    return str(state).rsplit(".", 1)[-1]
