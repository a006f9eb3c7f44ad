from ipaddress import ip_address

import httpcore2
import pytest

from sharing.channels.inner import Deadline, InnerAddress, OuterNetwork, is_outer, networks_of

NO_END = Deadline(1e12)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_outside_is_outside(address: str) -> None:
    assert is_outer(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::80ff:fffe",
    ],
)
def test_the_inside_is_not_however_it_is_written(address: str) -> None:
    assert not is_outer(ip_address(address))


def test_a_name_with_one_inner_address_is_not_reached() -> None:
    network = OuterNetwork(NO_END, look_up=lambda _, __: ["8.8.8.8", "127.0.0.1"])

    with pytest.raises(InnerAddress):
        network.connect_tcp("rebound.example", 443)


def test_a_name_without_an_address_cannot_be_reached() -> None:
    def unknown(_: str, __: int) -> list[str]:
        raise OSError("unknown")

    def nothing(_: str, __: int) -> list[str]:
        return []

    for look_up in (unknown, nothing):
        with pytest.raises(httpcore2.ConnectError):
            OuterNetwork(NO_END, look_up=look_up).connect_tcp("none.example", 443)


def test_an_operator_allows_inner_networks() -> None:
    network = OuterNetwork(NO_END, networks_of("127.0.0.0/8 fd00::/8"))

    assert network.is_allowed(ip_address("127.1.2.3"))
    assert network.is_allowed(ip_address("::ffff:127.0.0.1"))
    assert not network.is_allowed(ip_address("10.0.0.1"))
    with pytest.raises(ValueError, match="all"):
        networks_of("all")


def test_unencrypted_nothing_leaves_the_inner_networks() -> None:
    network = OuterNetwork(NO_END, look_up=lambda _, __: ["8.8.8.8"], outside=False)

    with pytest.raises(InnerAddress):
        network.connect_tcp("outside.example", 80)


def test_a_call_that_is_over_does_nothing_more() -> None:
    over = Deadline(5.0, lambda: 6.0)

    with pytest.raises(httpcore2.ReadTimeout):
        over.left(None)
    assert Deadline(8.0, lambda: 6.0).left(1.0) == 1.0
    assert Deadline(8.0, lambda: 6.0).left(None) == 2.0
