"""Engines: the same results in the same order, wherever they ran."""

from itertools import count, islice

import pytest

from geo.engine import InProcess, ProcessPool


def double(number):
    return 2 * number


@pytest.mark.parametrize("engine", [InProcess(), ProcessPool(2, chunk_size=3)])
@pytest.mark.parametrize("size", [0, 1, 3, 20])
def test_results_come_in_the_order_of_the_items(engine, size):
    assert list(engine.map(double, range(size))) == [2 * number for number in range(size)]


@pytest.mark.parametrize("engine", [InProcess(), ProcessPool(2, chunk_size=3)])
def test_endless_input_is_taken_as_it_is_needed(engine):
    assert list(islice(engine.map(double, count()), 5)) == [0, 2, 4, 6, 8]
