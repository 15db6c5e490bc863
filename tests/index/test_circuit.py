"""A service that is down is left alone, and tried again by one call after a pause."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from index.circuit import Circuit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    return Clock()


def opened(clock: Clock) -> Circuit:
    circuit = Circuit(3, 30, clock)
    for _ in range(3):
        assert circuit.allows()
        circuit.failed()
    return circuit


def test_it_opens_after_failures_in_a_row_and_not_before(clock):
    circuit = Circuit(3, 30, clock)
    for ended in ("failed", "failed", "succeeded", "failed", "failed"):
        assert circuit.allows()
        getattr(circuit, ended)()
    assert circuit.allows()
    circuit.failed()
    assert not circuit.allows()


def test_after_the_pause_one_call_tries_and_its_success_closes_it(clock):
    circuit = opened(clock)
    clock.now = 29.9
    assert not circuit.allows()
    clock.now = 30
    assert [circuit.allows(), circuit.allows()] == [True, False]
    circuit.succeeded()
    assert all(circuit.allows() for _ in range(5))


def test_a_trial_that_fails_opens_it_for_another_pause(clock):
    circuit = opened(clock)
    clock.now = 30
    assert circuit.allows()
    circuit.failed()
    clock.now = 59
    assert not circuit.allows()
    clock.now = 60
    assert circuit.allows()


def test_a_trial_that_the_reader_stopped_lets_the_next_one_try(clock):
    circuit = opened(clock)
    clock.now = 31
    assert circuit.allows()
    circuit.abandoned()
    assert circuit.allows()


def test_of_many_threads_at_once_one_tries(clock):
    circuit = opened(clock)
    clock.now = 31
    let_through: list[bool] = []
    ready = threading.Barrier(16)

    def call() -> None:
        ready.wait()
        let_through.append(circuit.allows())

    threads = [threading.Thread(target=call) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(let_through) == 1
