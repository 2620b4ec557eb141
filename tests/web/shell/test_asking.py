from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from lantu.foundations.acts.clock import now
from lantu.web.shell.asking import EntryMiddleware, asked, source_of


def sent(town, **fields):
    request = RequestFactory().post(
        "/", fields, REMOTE_ADDR="10.1.2.3", HTTP_X_FORWARDED_FOR="6.6.6.6"
    )
    request.user = town.account("forestry", "clerk")
    EntryMiddleware(lambda one: one)(request)
    return request


def test_a_request_of_an_act_carries_person_moment_and_key(town, key):
    made = asked(sent(town, act_key=key), "sign")
    assert made.actor == town.actor("forestry", "clerk")
    assert made.at == now()
    assert made.key == f"web:{made.actor.account_id}:{key}:sign"


def test_a_key_that_is_none_is_not_taken(town):
    assert asked(sent(town, act_key="'; drop table")).key is None


def test_where_a_request_came_from_is_what_the_connection_says(town):
    assert source_of(sent(town)) == "10.1.2.3"


@pytest.mark.parametrize(
    ("gateways", "header", "source"),
    [
        ((), "203.0.113.9", "10.1.2.3"),
        (("10.1.2.3",), "203.0.113.9", "203.0.113.9"),
        (("10.1.2.0/24",), "198.51.100.1, 203.0.113.9, 10.1.2.4", "203.0.113.9"),
        (("10.1.2.3",), "", "10.1.2.3"),
        (("10.1.2.3",), "203.0.113.9, <script>", "10.1.2.3"),
        (("10.9.9.9",), "203.0.113.9", "10.1.2.3"),
    ],
    ids=["none", "one", "chain", "silent", "rubbish", "another"],
)
def test_only_our_own_gateway_is_believed(town, settings, gateways, header, source):
    settings.GATEWAYS = tuple(ip_network(one) for one in gateways)
    request = sent(town)
    request.META["HTTP_X_FORWARDED_FOR"] = header
    assert source_of(request) == source
