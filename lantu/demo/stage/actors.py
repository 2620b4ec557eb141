"""One project of the demonstration, and everybody who acts for it."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import numpy as np
import shapely
import yaml
from shapely import MultiPolygon, Polygon

from lantu.demo.cast import CLEARED, LEAD, SENDER, Cast
from lantu.demo.redline_files import boundary_text
from lantu.demo.stage.ground import corrected_of, sketch_of, whole
from lantu.demo.tour.answers import content_of
from lantu.demo.tour.stage import Stage
from lantu.foundations.acts.clock import now
from lantu.foundations.blobs import store as blobs
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.deliveries.receipts import serve_paper
from lantu.foundations.people.models import Channel
from lantu.foundations.people.queries import unit_by_key
from lantu.foundations.projects.actions import register_project
from lantu.foundations.projects.models import Footprint
from lantu.geo.layerstore import Blueprint
from lantu.law.clock import day_of
from lantu.law.coordination.answers import Result
from lantu.systems.coordination.actions import (
    answering,
    checking,
    dispatching,
    intake,
    issuing,
    paper,
    reconciling,
    reserve,
)
from lantu.systems.coordination.content import prefilled
from lantu.systems.coordination.models import Answer, Task

YUAN_PER_WAN = 10_000
# Parts of an answer that are left empty unless there is something to explain.
NOTES = ("note", "restricted_note")
SCAN = b"%PDF-1.4 scanned letter of the demonstration"


@cache
def words() -> dict[str, dict[str, str]]:
    """Return what units say, by row of annex two."""
    content = files("lantu.demo.stage").joinpath("words.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(content)
    return found


class Player(Stage):
    """A project with its ground, and short ways to let people act on it."""

    def __init__(self, cast: Cast, blueprint: Blueprint, spec: dict[str, Any], block: Polygon):
        super().__init__(cast, blueprint, lambda _: None, lambda _: None)
        self.spec, self.block = spec, block
        self.entry_id: UUID | None = None

    @property
    def unit(self) -> str:
        """The key of the unit that initiates the project."""
        return str(self.spec["unit"])

    def enter_reserve(self) -> None:
        """Open the project file with its sketch, and put it into the reserve."""
        spec, clerk = self.spec, self.ask(self.unit, "clerk")
        described = {
            "nature": spec["nature"], "scale": spec["scale"], "content": spec["content"],
            "investment_yuan": spec["investment_wan"] * YUAN_PER_WAN,
            "land_supply": spec["supply"], "key_level": spec.get("key", ""),
        }  # fmt: skip
        if "height_m" in spec:
            described["planned_height_m"] = spec["height_m"]
        self.project_id = register_project(
            clerk,
            name=spec["name"],
            statement="unclassified",
            initiating_unit_id=unit_by_key(self.unit).id,
            **described,
        ).id
        sketch = self.line(sketch_of(self.block), "sketch", "意向红线.txt", by=self.unit)
        entry = reserve.enter_reserve(
            clerk, project_id=self.project, intended_use=spec["use"], sketch_id=sketch.id
        )
        self.entry_id = entry.id

    def line(self, shape: MultiPolygon, rank: str, name: str, *, by: str = LEAD) -> Footprint:
        """Enter a red line with the file that it came in."""
        content, rounded = boundary_text(shape, self.spec["name"])
        digest = blobs.store(content)
        keep_blob(
            self.ask(by, "clerk"),
            digest=digest,
            name=name,
            media_type="text/plain",
            clearance=CLEARED,
        )
        whole = MultiPolygon(shapely.get_parts(rounded).tolist())
        return self.enter(whole, rank, digest, name, by=by)

    def judge_mature(self) -> None:
        """Let the sender find the project ready."""
        assert self.entry_id is not None
        ground = (
            "已列入 2019 年度政府投资计划" if self.spec["supply"] == "划拨" else "已完成可行性论证"
        )
        reserve.judge_mature(self.ask(SENDER, "clerk"), entry_id=self.entry_id, ground=ground)

    def push(self, *, letter: str = "") -> None:
        """Send the project to the lead: the first clock runs."""
        assert self.entry_id is not None
        asking = self.ask(LEAD, "registrar") if letter else self.ask(SENDER, "clerk")
        begun = intake.receive(
            asking,
            entry_id=self.entry_id,
            lead_id=unit_by_key(LEAD).id,
            channel="letter" if letter else "push",
            letter_number=letter,
            received_on=day_of(now()) if letter else None,
        )
        self.rounds.append(begun.id)

    def begin_check(self) -> None:
        """Let the lead begin its own check."""
        intake.start_check(self.ask(LEAD, "clerk"), round_id=self.round.id)

    def set_conformity(self, *, urban_rural: bool = True) -> None:
        """Let the lead find how the project stands to the two master plans."""
        for plan, conforms in (("land_use", True), ("urban_rural", urban_rural)):
            note = "" if conforms else "局部为道路用地，按修正红线避让"
            checking.set_conformity(
                self.ask(LEAD, "clerk"),
                round_id=self.round.id,
                plan=plan,
                conforms=conforms,
                note=note,
            )

    def correct(self) -> None:
        """Let the lead correct the red line and check it."""
        footprint = self.line(corrected_of(self.block), "corrected", "修正红线.txt")
        check = self.check(footprint)
        checking.correct_red_line(
            self.ask(LEAD, "clerk"),
            round_id=self.round.id,
            footprint_id=footprint.id,
            check_id=check.id,
        )

    def send(self) -> None:
        """Let the lead send the letters."""
        for task in dispatching.dispatch(self.ask(LEAD, "signer"), round_id=self.round.id):
            if task.unit.channel == Channel.PAPER:
                self.serve(task.unit.key)

    def check_and_send(self) -> None:
        """Let the lead do all of its own work at once."""
        self.begin_check()
        self.set_conformity()
        self.correct()
        self.send()

    def draft(self, unit: str, result: str) -> Answer:
        """Let a unit write a draft."""
        task = self.task(unit)
        content = content_of(task, result)
        said = words().get(task.row, {})
        for name in NOTES:
            content["fields"].pop(name, None)
        if result == Result.CONDITIONAL:
            content["construction_conditions"] = [said.get("condition", "按规范退让")]
            content["required_assessments"] = [said["assessment"]] if "assessment" in said else []
        if result == Result.NOT_CONFORM:
            content["adjustment_advice"] = said.get("advice", "调整红线，避让本单位管控范围")
        return answering.draft(
            self.ask(unit, "clerk"),
            task_id=task.id,
            result=result,
            content=content,
            conclusion_by_letter=str(Result.NO_OBJECTION) if result == Result.BY_LETTER else "",
            area=self.objected() if result == Result.NOT_CONFORM else None,
        )

    def objected(self) -> bytes:
        """Return the area that a unit objects to: what lies on the layer that the story meets.

        Where the story meets none it is a strip along the north of the site.
        """
        if "meets" in self.spec:
            layer = self.blueprint.layers[self.spec["meets"]]
            ground = shapely.union_all(layer.geometry(np.arange(len(layer.feature_keys))))
        else:
            west, south, east, north = self.block.bounds
            ground = shapely.box(west, north - (north - south) * 0.25, east, north)
        area = whole(shapely.intersection(corrected_of(self.block), ground))
        return bytes(shapely.to_wkb(area))

    def answer(self, unit: str, result: str = Result.NO_OBJECTION) -> None:
        """Let a unit answer through all its steps."""
        made = self.draft(unit, result)
        answering.submit(self.ask(unit, "clerk"), answer_id=made.id)
        answering.approve(self.ask(unit, "reviewer"), answer_id=made.id, words="同意")
        answering.sign(self.ask(unit, "signer"), answer_id=made.id)

    def answer_all(self, *, but: tuple[str, ...] = ()) -> None:
        """Let all who are still asked answer; where the map fills everything in, at one stroke."""
        waiting = self.round.tasks.filter(state="task.sent").select_related("unit")
        for task in waiting.order_by("row"):
            if task.unit.key in but:
                continue
            if task.unit.channel == Channel.PAPER:
                self.register_paper(task.unit.key, number="机要〔2019〕31号", confirmed=True)
                continue
            if prefilled(task)[0] is not None and _signs_at_once(self, task):
                continue
            self.answer(task.unit.key)

    def serve(self, unit: str) -> None:
        """Serve a letter on paper, with its receipt."""
        message = self.task(unit).message
        assert message is not None
        serve_paper(
            self.ask(LEAD, "registrar"),
            message_id=message.id,
            receiver="机要室",
            served_at=now(),
            scan=self.scan(),
        )

    def scan(self) -> str:
        """Keep a scanned letter and return its digest."""
        digest = blobs.store(SCAN)
        keep_blob(
            self.ask(LEAD, "registrar"),
            digest=digest,
            name="扫描件.pdf",
            media_type="application/pdf",
            clearance=CLEARED,
        )
        return digest

    def register_paper(self, unit: str, *, number: str, confirmed: bool) -> None:
        """Let the lead register a paper answer; a second person confirms it."""
        task = self.task(unit)
        made = paper.register_reply(
            self.ask(LEAD, "registrar"),
            task_id=task.id,
            result=Result.NO_OBJECTION,
            content=content_of(task, Result.NO_OBJECTION),
            received_on=day_of(now()),
            their_number=number,
            our_number=f"收〔2019〕{900 + len(number)}号",
            scan=self.scan(),
        )
        if confirmed:
            paper.confirm_reply(self.ask(LEAD, "second_registrar"), answer_id=made.id)

    def mediate(self, words: str) -> UUID:
        """Record that opinions were brought together on site."""
        done = reconciling.record_mediation(
            self.ask(LEAD, "clerk"),
            round_id=self.round.id,
            channel="channel.solicitation",
            way="现场",
            held_on=day_of(now()),
            participants=["市资源规划局", unit_by_key(self.unit).name],
            words=words,
        )
        return done.id

    def find_divergence(self) -> None:
        """List where opinions differ."""
        reconciling.find_divergence(self.ask(LEAD, "clerk"), round_id=self.round.id)

    def settle_divergences(self, *, achievable: bool) -> None:
        """Give every divergence its outcome, and go on collating."""
        clerk = self.ask(LEAD, "clerk")
        held = self.mediate("三方到现场，逐条核对要求")
        for item in self.round.divergences.filter(settled_on__isnull=True):
            reconciling.settle_divergence(
                clerk,
                divergence_id=item.id,
                mediation_id=held,
                outcome="按要求调整红线" if achievable else "无法避让，建议另行选址",
                is_achievable=achievable,
            )
        reconciling.settle_round(clerk, round_id=self.round.id)

    def issue(self, result: str, *advice: str, curable: bool = True, reason: str = "") -> None:
        """Issue the overall opinion."""
        issuing.issue(
            self.ask(LEAD, "signer"),
            round_id=self.round.id,
            result=result,
            advice=list(advice),
            bars_curable=curable,
            reason=reason,
        )

    def today(self) -> date:
        """Return the day on which the clock stands."""
        return day_of(now())


def _signs_at_once(player: Player, task: Task) -> bool:
    """Sign "not concerned" where the map answers the whole question; say whether it was done."""
    from lantu.law.wording import Refused

    try:
        answering.sign_in_bulk(player.ask(task.unit.key, "signer"), task_ids=[task.id])
    except Refused:
        return False
    return True
