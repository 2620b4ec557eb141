import time

from lantu.config.security import PROFILES
from tests.web.conftest import words_of

STRICT = PROFILES["dengbao3"]
OLD, NEW = "蓝图-2019-协同", "Lantu-2019-协同-新"


def pretend(client, **seconds_ago):
    session = client.session
    for name, ago in seconds_ago.items():
        session[name] = time.time() - ago
    session.save()


def test_a_session_that_was_idle_is_over_and_leads_back_to_its_page(strict, enter):
    client = enter("forestry")
    assert client.get("/guide/").status_code == 200
    pretend(client, seen_at_s=STRICT.idle_s + 1)
    response = client.get("/guide/")
    assert response.headers["Location"] == "/login/?next=%2Fguide%2F"


def test_a_session_ends_after_its_whole_time_however_busy(strict, enter):
    client = enter("forestry")
    client.get("/guide/")
    pretend(client, began_at_s=STRICT.whole_s + 1)
    assert client.get("/guide/").headers["Location"].startswith("/login/")


def test_what_binds_the_unit_asks_again_who_one_is(strict, second_factor, story, enter):
    second_factor("forestry", "signer")
    story.dispatch()
    signer = enter("forestry", "signer")
    signer.get("/guide/")
    pretend(signer, proved_at_s=STRICT.proof_s + 1)
    response = signer.post("/tasks/not-concerned/", {"task": [str(story.task("forestry").id)]})
    assert response.headers["Location"] == "/account/proof/?next=%2Ftasks%2Fnot-concerned%2F"
    assert story.task("forestry").state == "task.sent"


def test_a_proof_needs_the_persons_own_password(strict, town, enter):
    set_password(town)
    town.accounts["forestry", "clerk"].refresh_from_db()
    client = enter("forestry")
    refused = client.post("/account/proof/", {"password": "falsch", "next": "/rounds/"})
    assert refused.status_code == 422
    given = client.post("/account/proof/", {"password": OLD, "next": "/rounds/"})
    assert given.headers["Location"] == "/rounds/"


def test_a_person_changes_the_own_password_and_nobody_a_weak_one(town, enter):
    account = set_password(town)
    town.accounts["forestry", "clerk"].refresh_from_db()
    client = enter("forestry")
    weak = client.post(
        "/account/password/", {"password": OLD, "new": "12345678", "again": "12345678"}
    )
    assert weak.status_code == 422
    other = client.post("/account/password/", {"password": OLD, "new": NEW, "again": NEW + "x"})
    assert "两次输入的新口令不一样" in words_of(other)
    assert (
        client.post("/account/password/", {"password": OLD, "new": NEW, "again": NEW}).status_code
        == 302
    )
    account.refresh_from_db()
    assert account.check_password(NEW)


def set_password(town):
    from lantu.foundations.acts.actor import SYSTEM
    from lantu.foundations.acts.gate import Request
    from lantu.foundations.people.actions import set_password as give

    return give(Request(SYSTEM), account_id=town.account("forestry", "clerk").id, password=OLD)


def test_every_profile_asks_for_more_than_a_short_password():
    assert {
        name: profile.shortest_password >= 12 for name, profile in PROFILES.items()
    } == dict.fromkeys(PROFILES, True)
