from lantu.systems.coordination.models import Answer
from tests.town import LEAD, go_to
from tests.web.conftest import words_of


def given_of(client, address):
    """What the form of a correction holds, as it would be sent unchanged."""
    found = client.get(address).context["form"]
    return {name: found[name].value() or "" for name in found.fields}


def test_a_signer_corrects_the_units_answer_once_and_the_former_stays(story, enter, key):
    story.dispatch()
    former = story.answer("forestry")
    signer, address = enter("forestry", "signer"), f"/answers/{former.id}/correct/"
    assert address in signer.get(f"/tasks/{former.task_id}/").content.decode()
    given = given_of(signer, address) | {
        "result": "answer.conditional",
        "construction_conditions": "开工前办理使用林地审核",
        "none_needed": "",
        "act_key": key,
    }
    for _ in range(2):
        sent = signer.post(address, given)
        assert sent.status_code == 302, words_of(sent)
    standing = Answer.objects.get(task=former.task, state="answer_state.signed")
    assert (standing.result, standing.corrects) == ("answer.conditional", former)
    former.refresh_from_db()
    assert former.state == "answer_state.replaced"


def test_past_its_limit_a_correction_wants_a_letter(story, enter):
    story.dispatch()
    former = story.answer("forestry")
    go_to(story.duty("coordination.task.answer", "forestry").lapses_at)
    signer, address = enter("forestry", "signer"), f"/answers/{former.id}/correct/"
    given = given_of(signer, address)
    refused = signer.post(address, given)
    assert refused.status_code == 422
    assert Answer.objects.filter(task=former.task).count() == 1
    assert signer.post(address, given | {"letter_number": "郑林函 7 号"}).status_code == 302


def test_nobody_else_corrects_it(story, enter):
    story.dispatch()
    former = story.answer("forestry")
    for unit, person in (("forestry", "clerk"), ("parks", "signer"), (LEAD, "signer")):
        assert enter(unit, person).get(f"/answers/{former.id}/correct/").status_code == 404
