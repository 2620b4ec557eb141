"""Networks that a deployment names: its own gateways, and where administrators sit."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.core.exceptions import ImproperlyConfigured

Network = IPv4Network | IPv6Network


def networks(name: str) -> tuple[Network, ...]:
    """Read a variable that lists networks, such as `10.1.0.0/16 192.0.2.7`.

    Raises:
        ImproperlyConfigured: something in it is no network.
    """
    found = []
    for part in os.environ.get(name, "").replace(",", " ").split():
        try:
            found.append(ip_network(part))
        except ValueError as error:
            words = f"{name} 里的 {part} 不是网段；请写成 10.1.0.0/16 或 192.0.2.7 这样，用空格隔开"
            raise ImproperlyConfigured(words) from error
    return tuple(found)


def is_within(address: str, listed: tuple[Network, ...]) -> bool:
    """Return whether an address lies in one of the networks; what is no address lies in none."""
    return is_address(address) and any(ip_address(address) in network for network in listed)


def is_address(text: str) -> bool:
    """Return whether a text is the address of a machine."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
