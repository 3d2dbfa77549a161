from search.domain import pace
from search.domain.pace import Pace


def test_an_address_may_ask_so_often_in_each_minute():
    paced = Pace(2)

    asked = [paced.too_fast("a", seconds=seconds) for seconds in (0, 10, 20, 59, 60, 61, 62)]

    assert asked == [False, False, True, True, False, False, True]


def test_one_address_does_not_slow_another():
    paced = Pace(1)
    paced.too_fast("a", seconds=0)

    assert paced.too_fast("b", seconds=0) is False
    assert paced.too_fast("a", seconds=0) is True


def test_only_so_many_addresses_are_remembered(monkeypatch):
    monkeypatch.setattr(pace, "MOST_ADDRESSES", 2)
    paced = Pace(1)
    for address in ("a", "b", "c"):
        paced.too_fast(address, seconds=0)

    assert paced.too_fast("a", seconds=0) is False
    assert paced.too_fast("c", seconds=0) is True
