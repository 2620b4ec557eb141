import pytest
from django.core.exceptions import ImproperlyConfigured

from lantu.web.shell.networks import is_within, networks


def test_networks_and_single_addresses_are_listed(monkeypatch):
    monkeypatch.setenv("LANTU_GATEWAYS", "10.1.0.0/16, 192.0.2.7 2001:db8::/32")
    listed = networks("LANTU_GATEWAYS")
    inside = ("10.1.255.255", "192.0.2.7", "2001:db8::1")
    outside = ("10.2.0.0", "192.0.2.8", "::1", "", "unknown")
    assert [is_within(one, listed) for one in (*inside, *outside)] == [True] * 3 + [False] * 5


def test_nothing_listed_is_nothing(monkeypatch):
    monkeypatch.delenv("LANTU_GATEWAYS", raising=False)
    assert networks("LANTU_GATEWAYS") == ()


@pytest.mark.parametrize("wrong", ["10.1.0.1/16", "10.1", "gateway.example", "10.0.0.0/33"])
def test_what_is_no_network_is_named_with_the_variable(monkeypatch, wrong):
    monkeypatch.setenv("LANTU_GATEWAYS", f"192.0.2.7 {wrong}")
    with pytest.raises(ImproperlyConfigured, match=f"LANTU_GATEWAYS 里的 {wrong} 不是网段"):
        networks("LANTU_GATEWAYS")
