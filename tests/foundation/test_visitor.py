"""Where a request comes from, and who may say so."""

import pytest

from learning_portal.foundation.visitor import network


def seen(rf, claimed=None, address="198.51.100.9"):
    headers = {"HTTP_X_FORWARDED_FOR": claimed} if claimed is not None else {}
    return network(rf.get("/", REMOTE_ADDR=address, **headers))


def test_without_proxies_nothing_a_visitor_writes_counts(rf, settings):
    settings.TRUSTED_PROXIES = 0
    assert seen(rf, "203.0.113.1") == "198.51.100.9"


def test_behind_one_proxy_only_the_last_hop_counts(rf, settings):
    settings.TRUSTED_PROXIES = 1
    assert seen(rf, "1.1.1.1, 2.2.2.2, 203.0.113.1") == "203.0.113.1"


def test_behind_two_proxies_the_last_but_one_counts(rf, settings):
    settings.TRUSTED_PROXIES = 2
    assert seen(rf, "1.1.1.1, 203.0.113.1, 10.0.0.7") == "203.0.113.1"


@pytest.mark.parametrize("claimed", [None, "", "203.0.113.1", "x, y", "unknown, , "])
def test_fewer_hops_than_proxies_or_nonsense_falls_back_to_the_connection(rf, settings, claimed):
    settings.TRUSTED_PROXIES = 2
    assert seen(rf, claimed) == "198.51.100.9"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("192.0.2.1:443", "192.0.2.1"),
        ("[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_an_address_is_read_in_each_way_it_is_written(rf, settings, written, read):
    settings.TRUSTED_PROXIES = 0
    assert seen(rf, address=written) == read
