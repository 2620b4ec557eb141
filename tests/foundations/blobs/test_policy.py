from uuid import uuid4

import lantu.foundations.blobs.policy as policy
from lantu.foundations.acts.actor import CLOCK, SYSTEM, Actor, ActorKind
from lantu.foundations.acts.policy import may


def test_whoever_is_logged_in_keeps_files_and_the_platform_alone_purges_them():
    person = Actor(ActorKind.ACCOUNT, uuid4(), uuid4())
    assert policy
    asked = {actor.kind: [may(actor, f"blobs.blob.{verb}") for verb in ("keep", "purge")]
             for actor in (SYSTEM, person, CLOCK)}  # fmt: skip
    assert asked == {
        ActorKind.SYSTEM: [True, True],
        ActorKind.ACCOUNT: [True, False],
        ActorKind.CLOCK: [False, False],
    }
