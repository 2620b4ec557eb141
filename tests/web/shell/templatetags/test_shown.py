import pytest
from django.template import Context, Template

from lantu.law.coordination.flow import Answer, Reserve, Round, Task


def shown(template, /, **facts):
    return Template(template).render(Context(facts)).strip()


@pytest.mark.parametrize("states", [Round, Task, Answer, Reserve])
def test_every_state_is_shown_with_its_word(states):
    for state in states:
        made = shown("{% badge state %}", state=state)
        assert 'class="tag tag-' in made
        assert str(state) not in made


def test_a_result_has_a_sign_beside_its_colour():
    assert "✕ 不符合" in shown("{% badge code %}", code="answer.not_conform")
    assert "∅ 视为无异议" in shown("{% badge code %}", code="task.deemed_no_objection")


def test_an_area_says_on_hover_which_area_it_is():
    made = shown("{% area 4213 %}")
    assert "0.4213 公顷" in made
    assert "平面面积 4,213.00 平方米" in made
    assert shown("{% area none %}", none=None) == "—"
    assert shown("{% hectares_only 0 %}") == "0"
    assert "0.4213" in shown("{% hectares_only 4213 %}")


def test_a_share_is_written_in_per_cent():
    assert shown("{% percent 0.0197 %}") == "1.97%"


def test_what_is_shown_cannot_carry_marks_of_its_own():
    made = shown("{% badge code words %}", code="task.sent", words="<script>")
    assert "&lt;script&gt;" in made


def test_every_form_that_acts_carries_another_key():
    made = {shown("{% act_fields %}", csrf_token="token") for _ in range(2)}
    assert len(made) == 2
    assert all('name="act_key"' in fields for fields in made)
