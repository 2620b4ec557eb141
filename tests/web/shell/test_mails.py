import shutil

from lantu.web.shell.mails import read_mail
from tests.town import build, contact
from tests.web.conftest import words_of


def test_the_mails_of_a_demonstration_are_read_on_a_page(
    story, enter, mail_folder, tmp_path, settings
):
    story.dispatch()
    settings.VARIABLE_DIRECTORY = tmp_path
    assert "还没有邮件" in words_of(enter("forestry").get("/demo/mails/"))
    shutil.copytree(mail_folder, tmp_path / "mails")
    shown = words_of(enter("forestry").get("/demo/mails/"))
    assert "forestry@bureau.example" in shown
    assert "空间协同函" in shown


def test_a_mail_is_read_as_it_came(story, mail_folder):
    story.dispatch()
    mails = [read_mail(path) for path in mail_folder.glob("*.eml")]
    assert any("空间协同函" in mail.subject and "滨河学校" in mail.text for mail in mails)


def test_what_was_refused_is_named_with_what_the_server_said(story, enter):
    unit = story.town.unit("forestry")
    contact(unit, "nobody@refused.example")
    story.dispatch()
    shown = words_of(enter("parks").get("/demo/mails/"))
    assert "nobody@refused.example" in shown
    assert "no such mailbox" in shown


def test_a_city_at_work_shows_nobody_its_mails(db, mail_server, client):
    town = build(is_live=True)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(town.account("forestry", "clerk"), backend=backend)
    assert client.get("/demo/mails/").status_code == 404
