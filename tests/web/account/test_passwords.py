import pytest
from django.core.exceptions import ValidationError

from lantu.web.account.passwords import ClassesValidator


@pytest.mark.parametrize("password", ["Aa1aaaaaaaaa", "aa1-aaaaaaaa", "AA1-AAAAAAAA"])
def test_three_kinds_of_signs_are_enough(password):
    ClassesValidator(3).validate(password)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "aaaaaa111111", "蓝图蓝图蓝图"])
def test_too_few_kinds_are_refused_with_what_is_wanted(password):
    with pytest.raises(ValidationError, match="至少 3 类"):
        ClassesValidator(3).validate(password)
