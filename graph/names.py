"""Nodes by what people call them: an identifier, an IRI, a label or an alias."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Node


def called(nodes: Iterable[Node], name: str, base: str = "") -> tuple[Node, ...]:
    """The nodes of that name: one by its identifier or IRI, else those of that label, else of that alias.

    Case and the width of spaces make no difference; `base` is what IRIs begin with.
    """
    known = tuple(nodes)
    wanted = name.removeprefix(base) if base else name
    if exact := tuple(node for node in known if node.id == wanted):
        return exact
    folded = _folded(name)
    labelled = tuple(node for node in known if _folded(node.label) == folded)
    return labelled or tuple(node for node in known if folded in map(_folded, node.aliases))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
