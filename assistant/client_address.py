"""Who a request comes from. Behind a proxy of POLICY_TRUSTED_PROXIES the server has put the
visitor's address in its place; whoever has one IPv6 address has the 2**64 beside it."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

_LONGEST = 64  # characters of what a proxy takes for an address


def client_of(scope: Mapping[str, Any]) -> str:
    """The network of an ASGI request's client; "" where it has no address."""
    return network_of((scope.get("client") or ("",))[0])


def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 address as its /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:_LONGEST]
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))
