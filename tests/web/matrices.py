"""Graphs whose stance matrix is known, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.graph import Graph

TEXT = """Arland backs the toll. Arland rejects the toll, says Bram Oke. Arland wants quiet roads.
Cedon rejects the toll. Cedon may back the ferry. Cedon wants quiet roads. Cedon backs the ferry line.
Dunmar backs the toll. Dunmar does not reject the toll. Dunmar mediates on the ferry.
"""
NODES = """
arland State Arland
cedon State Cedon
dunmar State Dunmar
oke Person Bram Oke
toll Proposal toll
ferry Proposal ferry
line Proposal ferry line
quiet Interest quiet roads
"""
STATEMENTS = """
text: arland supports toll | Arland backs the toll
text: arland opposes toll @oke | Arland rejects the toll
text: arland seeks quiet | Arland wants quiet roads
text: cedon opposes toll | Cedon rejects the toll
text: cedon supports ferry ? | Cedon may back the ferry
text: cedon seeks quiet | Cedon wants quiet roads
text: cedon supports line | Cedon backs the ferry line
text: dunmar supports toll | Dunmar backs the toll
text: dunmar opposes toll - | Dunmar does not reject the toll
text: dunmar mediates ferry | Dunmar mediates on the ferry
"""


@pytest.fixture(scope="module")
def toll(make_graph: Callable[..., Graph]) -> Graph:
    """A dispute in which one state contradicts itself and another is not sure."""
    return make_graph(TEXT, NODES, STATEMENTS)


@pytest.fixture(scope="module")
def crowd(make_graph: Callable[..., Graph]) -> Graph:
    """60 actors, 70 proposals and 20 interests; many of the actors take several sides."""
    kinds = {"Person": "Actor", "Proposal": "Plan", "Interest": "Wish"}
    counts = {"Person": 60, "Proposal": 70, "Interest": 20}
    nodes = [
        (f"{word.lower()}{n}", kind, f"{word} number {n}")
        for kind, word in kinds.items()
        for n in range(counts[kind])
    ]
    lines = [f"text: actor{n % 60} supports plan{n * n % 71 % 70} | Words" for n in range(240)]
    lines += [f"text: actor{n % 60} opposes plan{n % 70} | Words" for n in range(210)]
    lines += [f"text: actor{n} seeks wish{n % 20} | Words" for n in range(60)]
    return make_graph("Words about everything.", "\n".join(map(" ".join, nodes)), "\n".join(lines))
