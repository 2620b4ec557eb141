"""A number of the law by name, in force on a day, out of an edition."""

from datetime import date

from lantu.law.edition import Edition
from lantu.law.rows import Parameter, Value
from lantu.law.wording import Code, Refused


class ParameterFault(Code):
    """Why a number cannot be given."""

    UNKNOWN = "parameter.unknown"
    NOT_YET = "parameter.not_yet_in_force"
    NO_LONGER = "parameter.no_longer_in_force"
    KIND = "parameter.kind"


def find(edition: Edition, name: str) -> Parameter:
    """Return a parameter with all its values.

    Raises:
        Refused: the edition has no such parameter.
    """
    for parameter in edition.parameters:
        if parameter.name == name:
            return parameter
    raise Refused(ParameterFault.UNKNOWN, name=name)


def value_on(edition: Edition, name: str, on: date) -> Value:
    """Return the value that is in force on a day.

    The day is that of the fact which starts the clock or asks the question; there is no silent
    fallback to an older or a later value.

    Raises:
        Refused: no value is in force on that day; the sentence names the dates.
    """
    values = find(edition, name).values
    begun = [value for value in values if value.in_force_on <= on]
    if not begun:
        raise Refused(ParameterFault.NOT_YET, name=name, on=on, from_on=values[0].in_force_on)
    value = begun[-1]
    if value.ends_on is not None and value.ends_on < on:
        raise Refused(ParameterFault.NO_LONGER, name=name, on=on, ends_on=value.ends_on)
    return value


def number(edition: Edition, name: str, on: date) -> float:
    """Return the amount in force on a day as a number.

    Raises:
        Refused: nothing is in force, or the amount is no number.
    """
    amount = value_on(edition, name, on).amount
    if not isinstance(amount, int | float):
        raise Refused(ParameterFault.KIND, name=name, wanted="数", amount=str(amount))
    return amount


def whole(edition: Edition, name: str, on: date) -> int:
    """Return the amount in force on a day as a whole number.

    Raises:
        Refused: nothing is in force, or the amount is no whole number.
    """
    amount = value_on(edition, name, on).amount
    if not isinstance(amount, int):
        raise Refused(ParameterFault.KIND, name=name, wanted="整数", amount=str(amount))
    return amount


def day(edition: Edition, name: str, on: date) -> date:
    """Return the amount in force on a day as a date.

    Raises:
        Refused: nothing is in force, or the amount is no date.
    """
    amount = value_on(edition, name, on).amount
    if not isinstance(amount, date):
        raise Refused(ParameterFault.KIND, name=name, wanted="日期", amount=str(amount))
    return amount


def codes(edition: Edition, name: str, on: date) -> tuple[str, ...]:
    """Return the amount in force on a day as a list of codes.

    Raises:
        Refused: nothing is in force, or the amount is no text.
    """
    amount = value_on(edition, name, on).amount
    if not isinstance(amount, str):
        raise Refused(ParameterFault.KIND, name=name, wanted="代码", amount=str(amount))
    return tuple(amount.split())
