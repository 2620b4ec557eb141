"""Play the stories of all projects side by side, in the order of time, up to the opening."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml

from lantu.demo.cast import PLATFORM, Cast
from lantu.demo.clock import pass_time
from lantu.demo.stage import results, stories
from lantu.demo.stage.actors import Player
from lantu.demo.stage.ground import Ground
from lantu.foundations.acts.clock import now
from lantu.foundations.duties.actions import record_outage
from lantu.foundations.jobs.work import run_waiting
from lantu.foundations.projects import watching
from lantu.foundations.projects.models import Project
from lantu.geo.layerstore import Blueprint
from lantu.law.clock import ZHENGZHOU
from lantu.systems.coordination.tasks import hear_of_deliveries

BEGINS_AT = datetime(2019, 8, 19, 8, 30, tzinfo=ZHENGZHOU)
FOLLOWED_AT = datetime(2019, 8, 30, 9, tzinfo=ZHENGZHOU)
OPENS_AT = datetime(2019, 9, 2, 9, tzinfo=ZHENGZHOU)
Progress = Callable[[int, int], None]


def listed() -> list[dict[str, Any]]:
    """Return the projects of the demonstration."""
    content = files("lantu.demo.stage").joinpath("projects.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(content)
    return found


def story_of(name: str) -> Callable[[Player], Iterator[str]]:
    """Return the story of a name.

    Raises:
        AttributeError: there is none.
    """
    found: Callable[[Player], Iterator[str]] = getattr(
        results if hasattr(results, name) else stories, name
    )
    return found


def set_stage(cast: Cast, blueprint: Blueprint, progress: Progress) -> int:
    """Let every project come as far as its story goes; the clock stands at the opening then.

    Args:
        cast: who plays; the clock of the demonstration stands at `BEGINS_AT` or before.
        blueprint: the map of the demo city.
        progress: is told how many moments are over, and how many there may be.

    Returns:
        how many projects there are.
    """
    ground = Ground(blueprint)
    running: list[tuple[datetime, int, Iterator[str]]] = []
    specs = listed()
    for number, spec in enumerate(specs):
        least_ha, most_ha = spec["ground"]
        block = ground.take(least_ha, most_ha, meets=spec.get("meets", ""))
        player = Player(cast, blueprint, spec, block)
        story: Iterator[str] = story_of(spec["story"])(player)
        _next(running, number, story)
    heapq.heappush(running, (stories.moment(stories.OUTAGE_SEEN), len(specs), _outage(cast)))
    heapq.heappush(running, (FOLLOWED_AT, len(specs) + 1, _followed(cast, specs)))
    whole = over = len(running) * stories.USUAL_MOMENTS
    over = 0
    while running:
        at, number, story = heapq.heappop(running)
        if at > now():
            pass_time(at)
        _next(running, number, story)
        if not running or running[0][0] > at:
            run_waiting("stage")
            hear_of_deliveries()
        over += 1
        progress(min(over, whole), whole)
    pass_time(OPENS_AT)
    run_waiting("stage")
    hear_of_deliveries()
    progress(whole, whole)
    return len(specs)


def _next(running: list[Any], number: int, story: Iterator[str]) -> None:
    """Let a story go on to where it waits for another moment."""
    words = next(story, None)
    if words is not None:
        heapq.heappush(running, (stories.moment(words), number, story))


def _outage(cast: Cast) -> Iterator[str]:
    """Record the outage of a last day: silence on that day decides nothing by itself."""
    record_outage(
        cast.ask(PLATFORM, "platform"),
        from_at=stories.moment("08-30 13:10"),
        until_at=stories.moment("08-30 15:40"),
        cause="机房供电故障",
    )
    yield from ()


def _followed(cast: Cast, specs: list[dict[str, Any]]) -> Iterator[str]:
    """Let officers follow some projects, so that their tab has news at the opening."""
    for spec in specs:
        for follower in spec.get("followers", ()):
            unit, part = follower.split(".")
            project = Project.objects.get(name=spec["name"])
            watching.follow(cast.accounts[unit, part].id, project.id, now())
    yield from ()
