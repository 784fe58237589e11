"""Turns: never more at once than said, the others in the order they came, and a fault gives the turn back."""

from __future__ import annotations

import threading
import time

import pytest

from qa.turns import Turns


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_first_come_first_served(at_once: int) -> None:
    turns = Turns(at_once)
    order: list[int] = []
    inside = most = 0
    lock = threading.Lock()
    leave = threading.Semaphore(0)

    def one(number: int) -> None:
        nonlocal inside, most
        with turns:
            with lock:
                order.append(number)
                inside += 1
                most = max(most, inside)
            leave.acquire()
            with lock:
                inside -= 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for number, thread in enumerate(threads):
        thread.start()
        until = time.monotonic() + 10
        while turns.free + len(turns) != max(0, at_once - number - 1) + max(0, number + 1 - at_once):
            assert time.monotonic() < until
            time.sleep(0.001)
    for _ in threads:
        leave.release()
    for thread in threads:
        thread.join(10)
    assert most == at_once
    assert sorted(order[:at_once]) == list(range(at_once))
    assert len(order) == 12
    if at_once == 1:
        assert order == list(range(12))


def test_a_fault_inside_gives_the_turn_back() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="inside"), turns:
        raise ValueError("inside")
    assert turns.free == 1
    with turns:
        assert turns.free == 0
