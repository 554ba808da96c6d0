"""Work that makes many values is not interrupted by the search for cycles, and leaves it as it was."""

from __future__ import annotations

import gc
import weakref

import pytest
from parleygraph.graph.garbage import seldom_collected, uncollected


class Knot:
    """A value that holds itself, which only the collection of cycles frees."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_are_not_looked_for_until_the_work_is_done() -> None:
    """However many values are kept in the meantime."""
    with uncollected():
        knot = weakref.ref(Knot())
        kept = [[number] for number in range(200_000)]
        assert knot() is not None
    gc.collect()
    assert knot() is None
    assert kept[-1] == [199_999]


def test_an_error_and_a_block_inside_another_leave_the_collection_as_it_was() -> None:
    """On where it was on, and off where it was off."""
    with pytest.raises(ValueError, match="late"), uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
        raise ValueError("late")
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_cycles_are_found_while_the_work_goes_on_if_seldom() -> None:
    """After many values more than usual, and as often as ever when it is done, with an error too."""
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="late"), seldom_collected():
        gc.collect()
        knot = weakref.ref(Knot())
        few = [[number] for number in range(before[0] + 1000)]
        assert knot() is not None
        many = [[number] for number in range(100_000)]
        assert knot() is None
        assert len(few) < len(many)
        raise ValueError("late")
    assert gc.get_threshold() == before
