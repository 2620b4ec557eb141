"""Stories that come as far as an overall opinion, and what follows from it."""

from lantu.demo.cast import LEAD, SENDER
from lantu.demo.stage.actors import Player
from lantu.demo.stage.stories import CONDITIONAL, NOT_CONFORM, Story, answered, moved
from lantu.law.coordination.results import Overall
from lantu.systems.coordination.actions import adjusting, issuing, reserve


def opined(p: Player, result: str, *advice: str, **results: str) -> Story:
    """From nothing to an overall opinion on 08-27."""
    yield from answered(p, "08-19 14:00", "08-20 14:00", "08-22 10:00", **results)
    yield "08-23 10:30"
    if NOT_CONFORM in results.values():
        p.find_divergence()
        p.settle_divergences(achievable=result != Overall.NOT_CONFORMS)
    yield "08-27 11:00"
    bars = result == Overall.NOT_CONFORMS
    p.issue(result, *advice, curable=not bars, reason="依据部门意见和实测占压综合判断")


def conforms(p: Player) -> Story:
    """A project that conforms and waits to be pushed on."""
    yield from opined(p, Overall.CONFORMS)


def closed(p: Player) -> Story:
    """A project that conformed and was pushed on."""
    yield from opined(p, Overall.CONFORMS)
    yield "08-27 15:00"
    issuing.push(p.ask(LEAD, "clerk"), round_id=p.round.id)


def generated(p: Player) -> Story:
    """A project that may go to its approval."""
    yield from closed(p)


def in_approval(p: Player) -> Story:
    """A project that went to its approval."""
    yield from closed(p)
    yield "08-28 09:30"
    assert p.entry_id is not None
    reserve.open_approval(p.ask(SENDER, "clerk"), entry_id=p.entry_id)


def basically_conforms(p: Player) -> Story:
    """A project that basically conforms, with advice."""
    yield from opined(p, Overall.BASICALLY_CONFORMS, "西侧让出绿线，保留行道树两排",
                      "雨污水分流，接入现状市政管网", parks=NOT_CONFORM)  # fmt: skip


def not_conforms(p: Player) -> Story:
    """A project that does not conform and has to go back to the reserve."""
    yield from opined(p, Overall.NOT_CONFORMS, cultural_relics=NOT_CONFORM)


def returned_to_reserve(p: Player) -> Story:
    """A project that went back to the reserve."""
    yield from not_conforms(p)
    yield "08-29 15:00"
    issuing.return_to_reserve(
        p.ask(p.unit, "clerk"), round_id=p.round.id, reason="选址压占文物保护范围，另行选址"
    )


def adjusting_begun(p: Player) -> Story:
    """A project that is being adjusted by the advice."""
    yield from basically_conforms(p)
    yield "08-28 10:00"
    clerk = p.ask(p.unit, "clerk")
    adjusting.adjust(clerk, round_id=p.round.id)
    adjusting.handle_advice(clerk, round_id=p.round.id, number=1, how="西侧内移 12 米，已让出绿线")


def third_round(p: Player) -> Story:
    """A project in its third round."""
    yield from answered(p, "08-19 09:00", "08-19 10:00", "08-20 09:20", parks=CONDITIONAL)
    yield "08-20 16:00"
    p.issue(Overall.BASICALLY_CONFORMS, "绿地率不低于 35%")
    yield "08-21 09:00"
    _again(p)
    yield "08-21 15:00"
    p.check_and_send()
    yield "08-23 09:00"
    p.answer("urban_management", CONDITIONAL)
    p.answer_all()
    yield "08-26 11:00"
    p.issue(Overall.BASICALLY_CONFORMS, "出入口调整到支路")
    yield "08-28 11:30"
    _again(p)
    yield "08-30 15:00"
    p.begin_check()


def _again(p: Player) -> None:
    """Handle the advice and begin the next round with another line."""
    clerk, one = p.ask(p.unit, "clerk"), p.round
    adjusting.adjust(clerk, round_id=one.id)
    for item in one.advice.all():
        adjusting.handle_advice(
            clerk, round_id=one.id, number=item.number, how="已按建议修改总平面"
        )
    p.block = p.block.buffer(-1.5, join_style="mitre")
    sketch = p.line(moved(p), "sketch", f"第{one.number + 1}轮红线.txt", by=p.unit)
    following = adjusting.initiate_again(clerk, round_id=one.id, sketch_id=sketch.id)
    p.rounds.append(following.id)
