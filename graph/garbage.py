"""Work that makes many values and no cycles, without the search for cycles that Python keeps beginning."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# New values until the young ones are looked at, and how often these until the older ones are.
_SELDOM: Final = (50_000, 20, 100)


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the collection of cyclic garbage off until the block, or the decorated function, is done.

    It is begun whenever enough new values are kept, and looks at all there are: of a graph of many
    statements, which has no cycles, again and again in vain. What is in no cycle is freed as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collection of cyclic garbage begin far less often in the block.

    For work that keeps much and leaves some cycles, such as reading: they are still found as it goes on.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
