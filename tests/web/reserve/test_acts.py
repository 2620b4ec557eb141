from lantu.systems.coordination.models import ReserveEntry, Round
from tests.town import INITIATOR, LEAD, SENDER, a_footprint, a_project
from tests.web.conftest import words_of
from tests.web.reserve.conftest import address, do


def test_whoever_may_not_do_a_step_finds_no_button_but_what_it_waits_for(waiting, enter):
    page = words_of(enter(INITIATOR).get(address(waiting)))
    assert "待发展改革部门认定成熟" in page
    assert "撤回" in page
    assert do(enter(INITIATOR), waiting, "judge_mature", ground="有钱").status_code == 404


def test_the_leads_registrar_registers_a_letter_with_its_number_and_day(waiting, town, enter):
    do(enter(SENDER), waiting, "judge_mature", ground="已列入年度计划")
    registrar, lead = enter(LEAD, "registrar"), str(town.unit(LEAD).id)
    response = do(
        registrar, waiting, "register_letter", lead=lead, letter_number="", received_on=""
    )
    assert response.status_code == 422
    given = {"lead": lead, "letter_number": "郑发改函〔2019〕8号", "received_on": "2019-09-02"}
    assert do(registrar, waiting, "register_letter", **given).status_code == 302
    assert Round.objects.get(project=waiting).letter_number == "郑发改函〔2019〕8号"


def test_a_double_click_enters_the_reserve_once(town, enter, key):
    project, client = a_project(town, "会展配套中心"), enter(INITIATOR)
    a_footprint(town, project)
    for _ in range(2):
        sent = do(client, project, "enter", intended_use="商业用地", act_key=key)
        assert sent.status_code == 302
    assert ReserveEntry.objects.filter(project=project).count() == 1


def test_withdrawing_wants_a_reason_and_is_done_once(waiting, enter, key):
    client = enter(INITIATOR)
    assert do(client, waiting, "withdraw", reason=" ").status_code == 422
    for _ in range(2):
        sent = do(client, waiting, "withdraw", reason="不再建设", act_key=key)
        assert sent.status_code == 302
    assert ReserveEntry.objects.get(project=waiting).reason == "不再建设"
    assert "撤回原因：不再建设" in words_of(client.get(address(waiting)))
